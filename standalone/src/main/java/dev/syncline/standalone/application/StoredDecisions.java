package dev.syncline.standalone.application;

import dev.syncline.api.approvals.ApprovalViews;
import dev.syncline.api.sync.RunFinder;
import dev.syncline.control.plan.Approvals;
import dev.syncline.store.database.Range;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The {@link Decisions} on control and the API's views. */
@Component
class StoredDecisions implements Decisions {
  private final ApprovalViews views;
  private final Approvals approvals;
  private final RunFinder finder;
  private final JsonMapper json;

  StoredDecisions(ApprovalViews views, Approvals approvals, RunFinder finder, JsonMapper json) {
    this.views = views;
    this.approvals = approvals;
    this.finder = finder;
    this.json = json;
  }

  @Override
  public ObjectNode waiting(String tenant) {
    return json.valueToTree(views.list(tenant, new Range(Range.MAX_LIMIT, 0)));
  }

  @Override
  public void approve(String tenant, UUID syncId) {
    approvals.approve(finder.find(tenant, syncId.toString()));
  }

  @Override
  public void reject(String tenant, UUID syncId) {
    approvals.reject(finder.find(tenant, syncId.toString()));
  }
}
