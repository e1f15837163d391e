package dev.syncline.control.plan;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.run.RunEnding;
import dev.syncline.store.run.RunFamily;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends runs that a gate stopped without anything of theirs being written. */
@Component
public class WaitingRuns {
  private final Runs runs;
  private final RunEnding ending;
  private final RunFamily family;
  private final Plans plans;
  private final Clock clock;

  WaitingRuns(Runs runs, RunEnding ending, RunFamily family, Plans plans, Clock clock) {
    this.runs = runs;
    this.ending = ending;
    this.family = family;
    this.plans = plans;
    this.clock = clock;
  }

  /** Cancels what waits of a task, because a newer run of it begins. */
  public void supersede(RunRow by) {
    for (UUID older : plans.waitingOf(by.tenant(), by.task())) {
      runs.find(by.tenant(), older)
          .filter(run -> !run.syncId().equals(by.syncId()))
          .ifPresent(run -> cancel(run, "SUPERSEDED", "superseded by run " + by.syncId()));
    }
  }

  void cancel(RunRow run, String code, String why) {
    ending.end(
        run,
        new RunEnding.End(
            RunStatus.CANCELLED,
            Outcome.FAILED,
            null,
            code,
            why,
            false,
            false,
            false,
            clock.instant()));
    plans.settle(run.tenant(), run.syncId(), PlanStatus.DROPPED);
    if (run.parentId() != null) {
      family.settle(run.tenant(), run.parentId(), clock.instant());
    }
  }
}
