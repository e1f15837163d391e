package dev.syncline.activities.run;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.connectors.spi.Layout;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.MissingColumns;
import dev.syncline.definitions.NamedFields;
import dev.syncline.definitions.NamedFields.Named;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks, before a run reads anything, whether the systems that it writes have what the task names
 * and can be written by their keys: what is wrong with a table is said once, and not of each row.
 */
@Component
public class FittingSystems {
  private static final Logger log = LoggerFactory.getLogger(FittingSystems.class);

  private final Systems systems;

  FittingSystems(Systems systems) {
    this.systems = systems;
  }

  /**
   * Throws INVALID with code MISSING_COLUMNS or NO_UNIQUE_KEY. A system that does not answer is let
   * pass: it is told by what is read from it or delivered to it, after the task's retries.
   */
  void require(RunContext context) {
    TaskSpec task = context.whole();
    String tenant = context.origin().tenant();
    if (context.twoWay()) {
      Leg source = Leg.of(task).get(0);
      require(
          tenant, source.connection(), source.resource(), source.key(), NamedFields.ofSource(task));
    }
    for (int i = 0; i < task.deliver().size(); i++) {
      DeliverSpec to = task.deliver().get(i);
      require(tenant, to.connection(), to.resource(), to.key(), NamedFields.ofDelivery(task, i));
    }
  }

  private void require(
      String tenant, String connection, String resource, List<String> key, List<Named> named) {
    Optional<Layout> layout = Optional.empty();
    try {
      Pulse.check();
      layout = systems.layout(tenant, connection, resource, key);
    } catch (SynclineException e) {
      if (e.category() == Category.INVALID || e.category() == Category.CANCELLED) {
        throw e;
      }
      log.info("'{}' could not be looked at before the run: {}", connection, e.getMessage());
    }
    if (layout.isPresent()) {
      MissingColumns.refuse(resource, connection, named, layout.get().fields());
      layout
          .get()
          .keyProblem()
          .ifPresent(
              why -> {
                throw SynclineException.of(
                    Category.INVALID, "NO_UNIQUE_KEY", "'" + connection + "': " + why);
              });
    }
  }
}
