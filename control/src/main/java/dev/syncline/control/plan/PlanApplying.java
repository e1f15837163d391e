package dev.syncline.control.plan;

import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.control.run.StartedRun;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Starts runs that do exactly what a dry run said. */
@Component
public class PlanApplying {
  /** As many standing records may be overwritten by hand without being asked. */
  private static final long WITHOUT_CONFIRMATION = 10;

  private final Runs runs;
  private final Tasks tasks;
  private final Plans plans;
  private final PlanCheck check;
  private final FlowStarter flows;

  PlanApplying(Runs runs, Tasks tasks, Plans plans, PlanCheck check, FlowStarter flows) {
    this.runs = runs;
    this.tasks = tasks;
    this.plans = plans;
    this.check = check;
    this.flows = flows;
  }

  /**
   * Starts a run that applies the plan of a dry run, or of each of its children.
   *
   * @throws SynclineException NOT_FOUND without a plan; INVALID with code CONFIRMATION_REQUIRED;
   *     CONFLICT with code PLAN_STALE, PLAN_NOT_READY or SYNC_IN_PROGRESS
   */
  public StartedRun apply(RunRow dryRun, boolean confirmed) {
    if (!dryRun.dryRun()) {
      throw SynclineException.of(Category.NOT_FOUND, "this run was no dry run and has no plan");
    }
    if (dryRun.status().open()) {
      throw SynclineException.of(
          Category.CONFLICT, "PLAN_NOT_READY", "the dry run is still at work; wait for its end");
    }
    List<RunRow> children = runs.children(dryRun.tenant(), dryRun.syncId());
    List<Step> steps = new ArrayList<>();
    List<PlanSummary> summaries = new ArrayList<>();
    for (RunRow part : children.isEmpty() ? List.of(dryRun) : children) {
      StoredPlan plan = ready(part);
      check.requireFresh(plan, part);
      summaries.add(plan.summary());
      steps.add(new Step(task(plan), RunRequest.of(part.request()).applying(part.syncId())));
    }
    requireConfirmation(PlanSummary.sum(summaries), confirmed);
    return flows.start(dryRun.tenant(), steps, dryRun.mode(), TriggerKind.MANUAL, false);
  }

  private StoredPlan ready(RunRow run) {
    StoredPlan plan =
        plans
            .find(run.tenant(), run.syncId())
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_FOUND,
                        "run " + run.syncId() + " left no plan, or not any more"));
    if (plan.status() != PlanStatus.READY) {
      throw StalePlan.used(plan.status());
    }
    return plan;
  }

  private StoredTask task(StoredPlan plan) {
    return tasks
        .find(plan.tenant(), plan.task())
        .orElseThrow(() -> StalePlan.remapped(plan.task()));
  }

  private static void requireConfirmation(PlanSummary summary, boolean confirmed) {
    if (confirmed || summary.overwrites() <= WITHOUT_CONFIRMATION) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("create", summary.create());
    details.put("update", summary.update());
    details.put("delete", summary.delete());
    details.put("merge", summary.merge());
    throw SynclineException.of(
            Category.INVALID,
            "CONFIRMATION_REQUIRED",
            "this would update "
                + summary.update()
                + ", merge "
                + summary.merge()
                + " and delete "
                + summary.delete()
                + " records; send confirm: true if that is meant")
        .with(details);
  }
}
