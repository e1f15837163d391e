package dev.syncline.activities.run;

import dev.syncline.store.database.Database;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.run.RunEnding;
import dev.syncline.store.run.RunFamily;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends a run together with the plan that it made or applied, and the parent that waited for it. */
@Component
class RunClosing {
  private final Database database;
  private final RunEnding ending;
  private final Plans plans;
  private final RunFamily family;

  RunClosing(Database database, RunEnding ending, Plans plans, RunFamily family) {
    this.database = database;
    this.ending = ending;
    this.plans = plans;
    this.family = family;
  }

  /**
   * Ends a run.
   *
   * @param whole whether it reached its end
   */
  void close(RunRow run, RunEnding.End end, boolean whole) {
    database.runInTenant(
        run.tenant(),
        () -> {
          ending.end(run, end);
          settle(run, whole);
          if (run.parentId() != null) {
            family.settle(run.tenant(), run.parentId(), end.at());
          }
        });
  }

  /** What was planned only to be judged is not kept; what was shown to a person is, for a while. */
  private void settle(RunRow run, boolean whole) {
    UUID applied = RunRequest.of(run.request()).plan();
    UUID made = applied == null ? run.syncId() : applied;
    plans
        .find(run.tenant(), made)
        .ifPresent(
            plan -> {
              if (applied == null && !plan.dryRun() && plan.reasons().isEmpty()) {
                plans.forget(run.tenant(), made);
              } else {
                plans.settle(run.tenant(), made, whole ? PlanStatus.APPLIED : PlanStatus.DROPPED);
              }
            });
  }
}
