package dev.syncline.workflows.sync;

import dev.syncline.domain.Phase;
import dev.syncline.workflows.RunRef;
import io.temporal.failure.ActivityFailure;
import java.util.ArrayList;
import java.util.List;

/** Writes the windows of a plan, one after the other, through the stages that write any window. */
final class PlannedWindows {
  private final Stages stages;
  private final RunRef run;
  private final RunPlan plan;
  private final Meter meter;

  PlannedWindows(Stages stages, RunRef run, RunPlan plan, Meter meter) {
    this.stages = stages;
    this.run = run;
    this.plan = plan;
    this.meter = meter;
  }

  /**
   * Writes windows from {@code first} on; false where the history has grown long and the run must
   * go on under a fresh one.
   */
  boolean apply(int first, int windows, int atMost) {
    meter.entered(Phase.SAVING);
    for (int window = first; window <= windows; window++) {
      if (window - first >= atMost) {
        return false;
      }
      UpsertResult saved = save(new WindowRef(run, window), window == windows);
      meter.saved(saved.counts().fetched(), window == windows);
      wake(saved);
    }
    wake(stages.plan.removePlanned(run));
    return true;
  }

  private void wake(UpsertResult saved) {
    // What two systems are to agree on is written once all of it is in.
    if (saved.outbox() > 0 && !plan.severalLegs()) {
      stages.deliver.wake(run, plan.targets());
    }
  }

  private UpsertResult save(WindowRef window, boolean last) {
    while (true) {
      try {
        RestoreResult restored = stages.plan.restore(window);
        WindowRef at = new WindowRef(window.run(), window.window(), restored.leg());
        UpsertResult saved = UpsertResult.OVERTAKEN;
        if (restored.decides()) {
          saved = stages.upsert.upsert(input(at, last, restored, restored.decisions(), List.of()));
        }
        while (saved.overtaken()) {
          saved = matchAgain(at, last, restored);
        }
        return saved;
      } catch (ActivityFailure e) {
        if (!Stages.stagingLost(e)) {
          throw e;
        }
      }
    }
  }

  private UpsertResult matchAgain(WindowRef at, boolean last, RestoreResult restored) {
    DedupeResult matched = stages.dedupe.dedupe(new DedupeInput(at, restored.candidates()));
    ResolveResult decided =
        stages.resolve.resolve(
            new ResolveInput(at, restored.candidates(), matched.matches(), restored.readAt()));
    return stages.upsert.upsert(
        input(
            at,
            last,
            restored,
            decided.decisions(),
            List.of(matched.matches().table(), decided.decisions().table())));
  }

  private static UpsertInput input(
      WindowRef at, boolean last, RestoreResult restored, Staged decisions, List<String> more) {
    List<String> spent = new ArrayList<>(more);
    restored.spent().stream().filter(table -> !more.contains(table)).forEach(spent::add);
    return new UpsertInput(
        at,
        restored.candidates(),
        decisions,
        null,
        last,
        null,
        null,
        0,
        0,
        0,
        null,
        spent,
        null,
        null);
  }
}
