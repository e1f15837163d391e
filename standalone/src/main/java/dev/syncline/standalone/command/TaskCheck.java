package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.Layout;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.MissingColumns;
import dev.syncline.definitions.NamedFields;
import dev.syncline.definitions.NamedFields.Named;
import dev.syncline.definitions.Problem;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.Nearest;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.console.Terminal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Looks whether the systems of one task have what it names, and can be written by its keys. What
 * would stop a run is an error; what only a sample of records shows is a warning.
 */
final class TaskCheck {
  private final TaskSpec task;
  private final CheckedFile checked;
  private final Map<String, ConnectionCheck> connections;
  private final Connectors connectors;
  private final ConnectorContext context;
  private final Terminal terminal;
  private boolean ready = true;

  TaskCheck(
      TaskSpec task,
      CheckedFile checked,
      Map<String, ConnectionCheck> connections,
      Connectors connectors,
      ConnectorContext context,
      Terminal terminal) {
    this.task = task;
    this.checked = checked;
    this.connections = connections;
    this.connectors = connectors;
    this.context = context;
    this.terminal = terminal;
  }

  /** Says what is to be said; whether nothing of it would stop a run. */
  boolean ready() {
    boolean twoWay = task.direction() == TaskSpec.Direction.TWO_WAY;
    List<Leg> legs = Leg.of(task);
    String source = task.source().connection();
    if (answers(source)) {
      List<Named> named = NamedFields.ofSource(task);
      boolean read = read(task, "", named);
      if (twoWay && read) {
        written(source, legs.get(0).resource(), task.key(), "", named);
      }
    }
    for (int i = 0; i < task.deliver().size(); i++) {
      DeliverSpec to = task.deliver().get(i);
      String at = "deliver[" + i + "]";
      if (answers(to.connection())) {
        List<Named> named = NamedFields.ofDelivery(task, i);
        if (!twoWay || read(legs.get(i + 1).view(task), at + ".", named)) {
          written(to.connection(), to.resource(), to.key(), at + ".", named);
        }
      }
      doubtful(to, at);
    }
    return ready;
  }

  private boolean answers(String connection) {
    ConnectionCheck found = connections.get(connection);
    return found != null && found.ready();
  }

  /** Looks at a system that is read; false where it was an error already. */
  private boolean read(TaskSpec view, String at, List<Named> named) {
    ConnectionConfig config = config(view.source().connection());
    try {
      SampledFields sampled = SampledFields.of(view, named, config, connector(config), context);
      Map<String, String> unknown = sampled.unknown(named);
      unknown.forEach((place, message) -> say(place, message, !sampled.fixed()));
      if (sampled.keyless()) {
        say(at, "needs a 'key': the source field that holds the external id", false);
      }
      return !sampled.keyless() && (unknown.isEmpty() || !sampled.fixed());
    } catch (SynclineException e) {
      failed(e);
      return false;
    }
  }

  /** Looks at a system that is written, where it fixes its fields and stands there already. */
  private void written(
      String connection, String resource, List<String> key, String at, List<Named> named) {
    if (checked.content().sandbox()) {
      return; // nothing is sent there
    }
    ConnectionConfig config = config(connection);
    try {
      connector(config)
          .layout(config, resource, key, context)
          .ifPresent(layout -> fits(layout, MissingColumns.where(resource, connection), at, named));
    } catch (SynclineException e) {
      failed(e);
    }
  }

  private void fits(Layout layout, String where, String at, List<Named> named) {
    for (Named field : named) {
      if (!field.among(layout.fields())) {
        String hint = Nearest.hint(field.name(), new TreeSet<>(layout.fields()));
        say(field.place(), "%s has no column '%s'; %s".formatted(where, field.name(), hint), false);
      }
    }
    layout.keyProblem().ifPresent(why -> say(at + "key", why, false));
  }

  /** Warns of a delivery whose creations cannot be sent again after a lost answer. */
  private void doubtful(DeliverSpec to, String at) {
    ConnectionCheck target = connections.get(to.connection());
    if (target != null && target.configured()) {
      ConnectionConfig config = config(to.connection());
      DoubtfulDeliveries.of(task, to, config, connector(config))
          .ifPresent(message -> say(at, message, true));
    }
  }

  private void failed(SynclineException e) {
    terminal.out().println(task.name() + ": execution_error: " + e.getMessage());
    ready = false;
  }

  /**
   * @param place inside the task; the task itself where it is empty
   */
  private void say(String place, String message, boolean warning) {
    String path = "tasks." + task.name() + (place.isEmpty() ? "" : "." + place);
    path = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    Problem problem =
        new Problem(checked.path().toString(), checked.line(path), path, message, warning);
    terminal.err().println(problem.text() + (warning ? " (warning)" : ""));
    ready &= warning;
  }

  private Connector connector(ConnectionConfig config) {
    return connectors.require(config.connector());
  }

  private ConnectionConfig config(String connection) {
    return checked.content().connections().stream()
        .filter(c -> c.name().equals(connection))
        .findFirst()
        .orElseThrow()
        .config();
  }
}
