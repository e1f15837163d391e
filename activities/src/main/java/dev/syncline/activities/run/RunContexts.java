package dev.syncline.activities.run;

import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.Leg;
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
import dev.syncline.store.window.PastDerivations;
import dev.syncline.store.window.PastDerivations.Given;
import dev.syncline.store.window.Removal;
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
  private final PastDerivations given;
  private final Removal removal;
  private final SeenKeys.Room room = SeenKeys.Room.ofHeap();
  private final Map<Key, RunContext> recent =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, RunContext> eldest) {
              if (size() > KEPT) {
                eldest.getValue().met().close();
                return true;
              }
              return false;
            }
          });

  public RunContexts(
      Runs runs,
      SyncStates states,
      Systems systems,
      SyncFileReader definitions,
      RunHistory history,
      PastDerivations given,
      Removal removal) {
    this.runs = runs;
    this.states = states;
    this.systems = systems;
    this.definitions = definitions;
    this.history = history;
    this.given = given;
    this.removal = removal;
  }

  private record Key(UUID run, int leg) {}

  /** The context of a run that has begun, for the rows of its source. */
  public RunContext of(RunRef run) {
    return of(run, 0);
  }

  /** The context of a window. */
  public RunContext of(WindowRef window) {
    return of(window.run(), window.leg());
  }

  /** The contexts of all systems that a run reads, the source first. */
  public List<RunContext> systems(RunRef run) {
    return of(run).legs().stream().map(leg -> of(run, leg.index())).toList();
  }

  private RunContext of(RunRef run, int leg) {
    Key key = new Key(run.syncId(), leg);
    RunContext known = recent.get(key);
    if (known != null) {
      return known;
    }
    RunContext made = make(row(run), leg);
    recent.put(key, made);
    return made;
  }

  RunRow row(RunRef run) {
    return runs.find(run.tenant(), run.syncId())
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND, "the run " + run.syncId() + " is not in the database"));
  }

  private RunContext make(RunRow row, int index) {
    if (row.definition() == null) {
      throw SynclineException.of(Category.INTERNAL, "the run " + row.syncId() + " has not begun");
    }
    TaskSpec whole = definitions.fromDefinition(row.task(), row.definition());
    RunRequest request = RunRequest.of(row.request());
    List<Leg> legs = Leg.of(whole);
    Leg leg = legs.get(index);
    TaskSpec task = leg.view(whole);
    String fingerprint = Fingerprint.of(whole);
    WindowOrigin origin =
        new WindowOrigin(
            row.tenant(),
            row.syncId(),
            row.task(),
            row.entity(),
            leg.connection(),
            leg.resource(),
            index);
    Given before = given.of(origin);
    return new RunContext(
        origin,
        task,
        whole,
        row.mode(),
        row.dryRun(),
        request,
        row.trigger(),
        systems.keyed(row.tenant(), task).mapping(),
        asked(row, request, origin),
        since(row, fingerprint, index),
        row.startedAt(),
        fingerprint,
        before,
        leg,
        read(legs, row, whole, request),
        // Before there are rows of other runs, whatever comes again was written by this one.
        new SeenKeys(room, before.rows()));
  }

  /**
   * Ids and filters are the source's own: a run that asks for some reads nothing else. But where
   * the source called about records that it may have deleted, the other systems are asked for what
   * they hold of those, since an edit there is in conflict with the deletion.
   */
  private static List<Leg> read(List<Leg> legs, RunRow row, TaskSpec whole, RunRequest request) {
    boolean source = request.partial() && request.failures().isEmpty();
    boolean deletions =
        RunContext.calledAbout(row.trigger(), request)
            && whole.deletes() == TaskSpec.Deletes.PROPAGATE;
    return source && !deletions ? legs.subList(0, 1) : legs;
  }

  /** Of another system than the source: its rows of the records that the source has no more. */
  private List<String> asked(RunRow row, RunRequest request, WindowOrigin origin) {
    if (origin.leg() == 0 || request.ids().isEmpty()) {
      return request.ids();
    }
    WindowOrigin source = of(new RunRef(row.tenant(), row.syncId())).origin();
    return removal.rowsOf(origin, source, removal.missingOf(source, request.ids()));
  }

  private @Nullable Instant since(RunRow row, String fingerprint, int leg) {
    if (row.mode() == SyncMode.FULL) {
      return null;
    }
    return states
        .find(row.tenant(), row.task(), leg)
        .filter(state -> state.fingerprint().equals(fingerprint))
        .map(state -> state.watermark())
        .map(watermark -> watermark.minus(OVERLAP))
        .orElse(null);
  }

  /** The declared retries of the run that an activity works for. */
  public RetryPolicy policyFor(Object[] arguments) {
    RunRef run = arguments.length == 0 ? null : runOf(arguments[0]);
    RunContext context = run == null ? null : recent.get(new Key(run.syncId(), 0));
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
    recent
        .entrySet()
        .removeIf(
            entry -> {
              boolean its = entry.getKey().run().equals(syncId);
              if (its) {
                entry.getValue().met().close();
              }
              return its;
            });
  }
}
