package dev.syncline.activities.run;

import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.connectors.spi.Source;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunHistory;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.state.SyncStates;
import dev.syncline.store.window.WindowOrigin;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.ActivityPhase;
import dev.syncline.workflows.sync.DedupeInput;
import dev.syncline.workflows.sync.FetchInput;
import dev.syncline.workflows.sync.FinishInput;
import dev.syncline.workflows.sync.ResolveInput;
import dev.syncline.workflows.sync.TransformInput;
import dev.syncline.workflows.sync.UpsertInput;
import dev.syncline.workflows.sync.WindowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the {@link RunContext} of a run and keeps the most recent ones. */
@Component
public class RunContexts {
  private static final Logger log = LoggerFactory.getLogger(RunContexts.class);
  private static final int KEPT = 64;

  /** How far behind its watermark an incremental run begins, for rows that came late. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final Runs runs;
  private final SyncStates states;
  private final Systems systems;
  private final SyncFileReader definitions;
  private final RunHistory history;
  private final Map<UUID, RunContext> recent =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, RunContext> eldest) {
              return size() > KEPT;
            }
          });

  public RunContexts(
      Runs runs,
      SyncStates states,
      Systems systems,
      SyncFileReader definitions,
      RunHistory history) {
    this.runs = runs;
    this.states = states;
    this.systems = systems;
    this.definitions = definitions;
    this.history = history;
  }

  /** The context of a run that has begun. */
  public RunContext of(RunRef run) {
    RunContext known = recent.get(run.syncId());
    if (known != null) {
      return known;
    }
    RunContext made = make(row(run));
    recent.put(run.syncId(), made);
    return made;
  }

  RunRow row(RunRef run) {
    return runs.find(run.tenant(), run.syncId())
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND, "the run " + run.syncId() + " is not in the database"));
  }

  private RunContext make(RunRow row) {
    if (row.definition() == null) {
      throw SynclineException.of(Category.INTERNAL, "the run " + row.syncId() + " has not begun");
    }
    TaskSpec task = definitions.fromDefinition(row.task(), row.definition());
    String fingerprint = Fingerprint.of(task);
    return new RunContext(
        new WindowOrigin(
            row.tenant(),
            row.syncId(),
            row.task(),
            row.entity(),
            task.source().connection(),
            task.source().resourceName()),
        task,
        row.mode(),
        row.dryRun(),
        RunRequest.of(row.request()),
        mapping(row.tenant(), task),
        since(row, fingerprint),
        row.startedAt(),
        fingerprint);
  }

  private RecordMapping mapping(String tenant, TaskSpec task) {
    List<String> key = task.key();
    String modified = task.modified();
    if (key.isEmpty() || modified == null) {
      try (Source source = systems.source(tenant, task)) {
        key = key.isEmpty() ? source.defaultKey() : key;
        modified = modified == null ? source.defaultModified().orElse(null) : modified;
      }
    }
    if (key.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "task '" + task.name() + "' needs a 'key': the source field that holds the external id");
    }
    return RecordMapping.compile(task, key, modified);
  }

  private @Nullable Instant since(RunRow row, String fingerprint) {
    if (row.mode() == SyncMode.FULL) {
      return null;
    }
    return states
        .find(row.tenant(), row.task())
        .filter(state -> state.fingerprint().equals(fingerprint))
        .map(state -> state.watermark())
        .map(watermark -> watermark.minus(OVERLAP))
        .orElse(null);
  }

  /** The declared retries of the run that an activity works for. */
  public RetryPolicy policyFor(Object[] arguments) {
    RunRef run = arguments.length == 0 ? null : runOf(arguments[0]);
    RunContext context = run == null ? null : recent.get(run.syncId());
    return context == null ? RetryPolicy.DEFAULT : policy(context.task());
  }

  /**
   * Notes that an activity is tried again, in the history of the run that it works for. A database
   * that does not answer is no reason to give up the attempt.
   *
   * @param attempt the number of the attempt to come
   */
  public void retried(Object[] arguments, String activity, int attempt, String error) {
    RunRef run = arguments.length == 0 ? null : runOf(arguments[0]);
    if (run == null) {
      return;
    }
    try {
      history.retried(run.tenant(), run.syncId(), ActivityPhase.of(activity), attempt, error);
    } catch (RuntimeException e) {
      log.info("a retry of run {} is not in its history", run.syncId(), e);
    }
  }

  private static @Nullable RunRef runOf(@Nullable Object argument) {
    if (argument instanceof RunRef run) {
      return run;
    }
    if (argument instanceof FinishInput input) {
      return input.run();
    }
    WindowRef window = windowOf(argument);
    return window == null ? null : window.run();
  }

  private static @Nullable WindowRef windowOf(@Nullable Object argument) {
    if (argument instanceof WindowRef window) {
      return window;
    } else if (argument instanceof FetchInput input) {
      return input.window();
    } else if (argument instanceof TransformInput input) {
      return input.window();
    } else if (argument instanceof DedupeInput input) {
      return input.window();
    } else if (argument instanceof ResolveInput input) {
      return input.window();
    } else if (argument instanceof UpsertInput input) {
      return input.window();
    }
    return null;
  }

  static RetryPolicy policy(TaskSpec task) {
    return new RetryPolicy(
        task.retry().maxAttempts(),
        task.retry().initial(),
        task.retry().multiplier(),
        task.retry().max(),
        task.retry().jitter());
  }

  /** Forgets a run that has ended or rests. */
  public void forget(UUID syncId) {
    recent.remove(syncId);
  }
}
