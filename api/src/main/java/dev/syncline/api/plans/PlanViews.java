package dev.syncline.api.plans;

import dev.syncline.api.plans.PlanView.PlannedRecord;
import dev.syncline.api.web.Params;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.PlanItems;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.plan.SystemWrites;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what a plan looks like; a parent's is that of its children. */
@Component
public class PlanViews {
  private final Runs runs;
  private final Plans plans;
  private final PlanItems items;

  PlanViews(Runs runs, Plans plans, PlanItems items) {
    this.runs = runs;
    this.plans = plans;
    this.items = items;
  }

  /**
   * A part of the plan that a run made.
   *
   * @param operation only items of this one, or null
   */
  public PlanView of(RunRow run, @Nullable String operation, Range range) {
    List<RunRow> children = runs.children(run.tenant(), run.syncId());
    List<StoredPlan> parts =
        (children.isEmpty() ? List.of(run) : children)
            .stream()
                .map(part -> plans.find(run.tenant(), part.syncId()))
                .flatMap(Optional::stream)
                .toList();
    if (parts.isEmpty() && !(run.dryRun() && run.status().open())) {
      throw Params.notFound("this run has no plan, or its plan is kept no longer");
    }
    List<UUID> ids = parts.stream().map(StoredPlan::syncId).toList();
    Slice<PlanItem> slice = items.of(run.tenant(), ids, operation, range);
    return new PlanView(
        run.syncId(),
        run.entity(),
        status(parts).word(),
        PlanSummary.sum(parts.stream().map(StoredPlan::summary).toList()),
        PlanSummary.sum(parts.stream().map(StoredPlan::derived).toList()),
        parts.stream().flatMap(part -> part.reasons().stream()).toList(),
        SystemWrites.sum(parts.stream().flatMap(part -> part.deliveries().stream()).toList()),
        slice.items().stream().map(PlannedRecord::of).toList(),
        slice.total(),
        range.limit(),
        range.offset());
  }

  /** The least advanced. */
  private static PlanStatus status(List<StoredPlan> parts) {
    return parts.stream()
        .map(StoredPlan::status)
        .min(Comparator.naturalOrder())
        .orElse(PlanStatus.PLANNING);
  }
}
