package dev.syncline.activities.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.ErrorType;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.sync.FinishInput;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says why a run could not go on in the words of preflight, where it is one of its reasons: they
 * are the same wherever a connection is found not ready, before a run or at its first call.
 */
@Component
class RefusalWords {
  private static final Set<String> OF_CONNECTIONS =
      Set.of(
          Category.NOT_FOUND.name(), Category.NOT_ENABLED.name(), Category.NOT_CONFIGURED.name());
  private static final Set<String> OF_SYSTEMS =
      Set.of(
          Category.NOT_FOUND.name(),
          Category.UNAVAILABLE.name(),
          Category.AUTH.name(),
          Category.RATE_LIMITED.name());
  private static final String FIRST_PHASE = "fetching";

  private final Preflight preflight;
  private final Tasks tasks;
  private final SyncFileReader definitions;

  RefusalWords(Preflight preflight, Tasks tasks, SyncFileReader definitions) {
    this.preflight = preflight;
    this.tasks = tasks;
    this.definitions = definitions;
  }

  /** The code that the history keeps; null where the run reached its end. */
  @Nullable String of(RunRow run, FinishInput input) {
    String code = input.errorCode();
    if (code == null) {
      return null;
    }
    if (OF_CONNECTIONS.contains(code)) {
      // A system without the file or table that is asked for is there; so is its connection.
      String word = code.toLowerCase(Locale.ROOT);
      return connections(run)
              .anyMatch(name -> preflight.configured(run.tenant(), name).word().equals(word))
          ? word
          : ErrorType.EXECUTION_ERROR.word();
    }
    boolean reached = run.windows() > 0 || !FIRST_PHASE.equals(input.phase());
    String category = input.category();
    return reached || category == null || !OF_SYSTEMS.contains(category)
        ? code
        : ErrorType.EXECUTION_ERROR.word();
  }

  private Stream<String> connections(RunRow run) {
    String definition = run.definition();
    if (definition == null) {
      definition = tasks.find(run.tenant(), run.task()).map(StoredTask::definition).orElse(null);
    }
    if (definition == null) {
      return Stream.empty();
    }
    TaskSpec task = definitions.fromDefinition(run.task(), definition);
    return Leg.of(task).stream().map(Leg::connection);
  }
}
