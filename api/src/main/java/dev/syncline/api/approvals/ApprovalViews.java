package dev.syncline.api.approvals;

import dev.syncline.api.web.Listing;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.Runs;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The runs that wait, with what they would do. */
@Component
public class ApprovalViews {
  private final Plans plans;
  private final Runs runs;

  ApprovalViews(Plans plans, Runs runs) {
    this.plans = plans;
    this.runs = runs;
  }

  /** The oldest first. */
  public Listing<ApprovalView> list(String tenant, Range range) {
    Slice<StoredPlan> waiting = plans.waiting(tenant, range);
    List<ApprovalView> views = waiting.items().stream().flatMap(this::view).toList();
    return Listing.of(new Slice<>(views, waiting.total()), range);
  }

  private Stream<ApprovalView> view(StoredPlan plan) {
    return runs.find(plan.tenant(), plan.syncId()).stream().map(run -> ApprovalView.of(plan, run));
  }
}
