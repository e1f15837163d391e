package dev.syncline.control.plan;

import dev.syncline.control.run.Engine;
import dev.syncline.domain.Category;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.PlannedRuns;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.workflows.WorkflowIds;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Decides on runs that a gate stopped. */
@Component
public class Approvals {
  private final Database database;
  private final Runs runs;
  private final PlannedRuns planned;
  private final Plans plans;
  private final PlanCheck check;
  private final WaitingRuns waiting;
  private final Engine engine;

  Approvals(
      Database database,
      Runs runs,
      PlannedRuns planned,
      Plans plans,
      PlanCheck check,
      WaitingRuns waiting,
      Engine engine) {
    this.database = database;
    this.runs = runs;
    this.planned = planned;
    this.plans = plans;
    this.check = check;
    this.waiting = waiting;
    this.engine = engine;
  }

  /**
   * Lets a run go on and apply its plan; of a parent, each child that waits. One whose plan is
   * stale is cancelled.
   *
   * @throws SynclineException CONFLICT with code NOT_WAITING, PLAN_STALE or SYNC_IN_PROGRESS
   */
  public void approve(RunRow run) {
    for (RunRow part : parts(run)) {
      engine.awaitGone(part);
      claim(part);
      try {
        engine.resume(runs.find(part.tenant(), part.syncId()).orElse(part));
      } catch (SynclineException e) {
        plans.move(part.tenant(), part.syncId(), PlanStatus.APPLYING, PlanStatus.WAITING);
        planned.holdAgain(part.tenant(), part.syncId(), part.error());
        throw e;
      }
    }
  }

  private void claim(RunRow run) {
    try {
      database.runInTenant(
          run.tenant(),
          () -> {
            planned.resume(run.tenant(), run.syncId(), WorkflowIds.run(run.tenant(), run.entity()));
            check.requireFresh(plan(run), run);
            if (!plans.move(run.tenant(), run.syncId(), PlanStatus.WAITING, PlanStatus.APPLYING)) {
              throw StalePlan.used(plan(run).status());
            }
          });
    } catch (DuplicateKeyException e) {
      throw inProgress(run);
    } catch (SynclineException e) {
      if (e.code().equals("PLAN_STALE")) {
        waiting.cancel(run, e.code(), e.getMessage());
      }
      throw e;
    }
  }

  private StoredPlan plan(RunRow run) {
    return plans.find(run.tenant(), run.syncId()).orElseThrow(() -> notWaiting(run));
  }

  private SynclineException inProgress(RunRow run) {
    return SynclineException.of(
            Category.CONFLICT,
            "SYNC_IN_PROGRESS",
            "a sync of '" + run.entity() + "' is in progress; wait for it or cancel it")
        .with(
            runs.openOf(run.tenant(), run.entity())
                .map(open -> Map.<String, Object>of("sync_id", open.syncId().toString()))
                .orElse(Map.of()));
  }

  /** Ends a run, or each waiting child of a parent, as cancelled. */
  public void reject(RunRow run) {
    parts(run).forEach(part -> waiting.cancel(part, "REJECTED", "rejected"));
  }

  private List<RunRow> parts(RunRow run) {
    if (run.status() != RunStatus.WAITING_APPROVAL) {
      throw notWaiting(run);
    }
    List<RunRow> children = runs.children(run.tenant(), run.syncId());
    return children.isEmpty()
        ? List.of(run)
        : children.stream().filter(c -> c.status() == RunStatus.WAITING_APPROVAL).toList();
  }

  private static SynclineException notWaiting(RunRow run) {
    return SynclineException.of(
        Category.CONFLICT,
        "NOT_WAITING",
        "run " + run.syncId() + " waits for no approval: it is " + run.status().word());
  }
}
