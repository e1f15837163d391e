package dev.syncline.workflows.sync;

import dev.syncline.domain.Category;
import dev.syncline.domain.Phase;
import dev.syncline.workflows.RunRef;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SyncWorkflow}: begin, then fetch, transform, dedupe, resolve, upsert and deliver
 * window by window, the next window being read while this one is saved, then finish.
 */
public final class WindowedSync implements SyncWorkflow {
  /** Long before the history grows past 10,000 events the run goes on under a fresh one. */
  private static final int WINDOWS_A_HISTORY = 200;

  private final RunActivities run = Stages.bookkeeping();
  private final Meter meter = new Meter();

  @Override
  public void sync(RunRef ref) {
    FinishInput end = new FinishInput(ref, false);
    Ending leg = Ending.ENDS;
    try {
      leg = carryOut(ref, run.begin(ref));
    } catch (CanceledFailure e) {
      end = new FinishInput(ref, true);
    } catch (ActivityFailure e) {
      end = ending(ref, e);
    }
    if (leg == Ending.GOES_ON) {
      Workflow.continueAsNew(ref);
    }
    if (leg == Ending.WAITS) {
      return;
    }
    FinishInput last = end;
    Workflow.newDetachedCancellationScope(() -> run.finish(last)).run();
    meter.finished();
  }

  /** What becomes of the workflow: the end, a fresh history, or a rest until a person decides. */
  private enum Ending {
    ENDS,
    GOES_ON,
    WAITS
  }

  private Ending carryOut(RunRef ref, RunPlan plan) {
    Stages stages = new Stages(plan.retry());
    meter.resumed(plan.processed(), plan.legs(), plan.leg());
    if (plan.course() == Course.APPLY) {
      return apply(stages, ref, plan, plan.window(), plan.planned());
    }
    int next = readAll(stages, ref, plan);
    if (next == 0) {
      return Ending.GOES_ON;
    }
    if (plan.course() == Course.STREAM) {
      complete(stages, ref, next, plan);
      return Ending.ENDS;
    }
    Verdict verdict = stages.plan.judge(new WindowRef(ref, next));
    return switch (verdict.next()) {
      case END -> Ending.ENDS;
      case WAIT -> Ending.WAITS;
      case APPLY -> apply(stages, ref, plan, 1, verdict.windows());
    };
  }

  private Ending apply(Stages stages, RunRef ref, RunPlan plan, int first, int windows) {
    meter.applies();
    if (!new PlannedWindows(stages, ref, plan, meter).apply(first, windows, WINDOWS_A_HISTORY)) {
      return Ending.GOES_ON;
    }
    meter.entered(Phase.COMPLETING);
    deliver(stages, ref, plan);
    return Ending.ENDS;
  }

  /**
   * Reads and saves all windows of all systems; returns the number after the last, or 0 where the
   * run must go on under a fresh history.
   */
  private int readAll(Stages stages, RunRef ref, RunPlan plan) {
    int next = plan.window();
    if (plan.readDone()) {
      return next;
    }
    int last = plan.window() + WINDOWS_A_HISTORY - 1;
    @Nullable String cursor = plan.cursor();
    for (int leg = plan.leg(); leg < Math.max(1, plan.legs()); leg++) {
      WindowRef after = readLeg(stages, new WindowRef(ref, next, leg), cursor, last, plan);
      if (after == null) {
        return 0;
      }
      next = after.window();
      cursor = null;
      meter.nextLeg();
    }
    return next;
  }

  /** The window after the leg's last one; null where the history is full before that. */
  private @Nullable WindowRef readLeg(
      Stages stages, WindowRef from, @Nullable String cursor, int last, RunPlan plan) {
    WindowRef at = from;
    Promise<Ready> next = read(stages, at, cursor, plan);
    for (Ready ready = next.get(); ; ready = next.get()) {
      Ready current = ready;
      boolean fresh = at.window() < last;
      if (!current.fetch.done() && fresh) {
        next = read(stages, at.next(), current.fetch.cursor(), plan);
      }
      current = save(stages, at, current, plan);
      if (current.fetch.done()) {
        return at.next();
      }
      at = at.next();
      if (!fresh) {
        return null;
      }
      if (!plan.pause().isZero()) {
        Workflow.sleep(plan.pause());
      }
    }
  }

  private Promise<Ready> read(Stages stages, WindowRef at, @Nullable String cursor, RunPlan plan) {
    return Async.function(() -> readNow(stages, at, cursor, plan));
  }

  private Ready readNow(Stages stages, WindowRef at, @Nullable String cursor, RunPlan plan) {
    while (true) {
      try {
        FetchResult fetch =
            stages.fetch.fetch(new FetchInput(at, cursor, Windows.size(plan.windowSize())));
        meter.fetched(fetch);
        TransformResult transform =
            stages.transform.transform(
                new TransformInput(at, fetch.raw(), fetch.asked(), fetch.known()));
        return new Ready(cursor, fetch, transform);
      } catch (ActivityFailure e) {
        if (!Stages.stagingLost(e)) {
          throw e;
        }
      }
    }
  }

  /** Commits a window; reads it again as often as the staging is lost on the way. */
  private Ready save(Stages stages, WindowRef at, Ready ready, RunPlan plan) {
    Ready current = ready;
    while (true) {
      try {
        boolean planned = plan.course() == Course.PLAN;
        meter.entered(planned ? Phase.TRANSFORMING : Phase.SAVING);
        UpsertResult saved = commit(stages, at, current);
        if (saved.overtaken()) {
          continue;
        }
        if (planned) {
          meter.planned(saved.counts().fetched());
          return current;
        }
        meter.saved(saved.counts().fetched(), current.fetch.done());
        // What two systems are to agree on is written once all of them were read.
        if (saved.outbox() > 0 && !plan.severalLegs()) {
          stages.deliver.wake(at.run(), plan.targets());
        }
        return current;
      } catch (ActivityFailure e) {
        if (!Stages.stagingLost(e)) {
          throw e;
        }
        current = readNow(stages, at, ready.from, plan);
      }
    }
  }

  private static UpsertResult commit(Stages stages, WindowRef at, Ready ready) {
    Staged candidates = ready.transform.candidates();
    DedupeResult matched = stages.dedupe.dedupe(new DedupeInput(at, candidates));
    ResolveResult decided =
        stages.resolve.resolve(
            new ResolveInput(at, candidates, matched.matches(), ready.fetch.begun()));
    return stages.upsert.upsert(
        new UpsertInput(
            at,
            candidates,
            decided.decisions(),
            ready.fetch.cursor(),
            ready.fetch.done(),
            ready.fetch.total(),
            ready.transform.watermark(),
            ready.fetch.millis(),
            ready.transform.millis(),
            matched.millis() + decided.millis(),
            ready.transform.noticed(),
            List.of(
                ready.fetch.raw().table(),
                candidates.table(),
                matched.matches().table(),
                decided.decisions().table()),
            ready.fetch.known(),
            ready.fetch.raw()));
  }

  private void complete(Stages stages, RunRef ref, int window, RunPlan plan) {
    meter.entered(Phase.COMPLETING);
    if (plan.deletes()) {
      for (int leg = 0; leg < Math.max(1, plan.legs()); leg++) {
        stages.upsert.removeMissing(new WindowRef(ref, window, leg));
      }
    }
    deliver(stages, ref, plan);
  }

  private static void deliver(Stages stages, RunRef ref, RunPlan plan) {
    if (!plan.targets().isEmpty()) {
      // Rows may wait that no window of this history entered: deletions, and those of failed runs.
      stages.deliver.wake(ref, plan.targets());
      stages.deliver.awaitDelivered(ref);
    }
  }

  private static FinishInput ending(RunRef ref, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      return new FinishInput(ref, true);
    }
    if (failure.getCause() instanceof ApplicationFailure cause) {
      return new FinishInput(
          ref, false, phase(failure), cause.getType(), cause.getOriginalMessage(), category(cause));
    }
    return new FinishInput(
        ref,
        false,
        phase(failure),
        Category.INTERNAL.name(),
        "the engine gave up: " + failure.getMessage(),
        Category.INTERNAL.name());
  }

  private static @Nullable String category(ApplicationFailure cause) {
    return cause.getDetails().getSize() == 0 ? null : cause.getDetails().get(String.class);
  }

  private static String phase(ActivityFailure failure) {
    return ActivityPhase.of(failure.getActivityType());
  }

  @Override
  public Progress progress() {
    return meter.progress();
  }

  /** A window that was read and mapped, and the cursor it was read from. */
  private record Ready(@Nullable String from, FetchResult fetch, TransformResult transform) {}
}
