package dev.syncline.standalone.application;

import dev.syncline.api.approvals.ApprovalViews;
import dev.syncline.api.conflicts.ConflictViews;
import dev.syncline.api.conflicts.ResolveBody;
import dev.syncline.api.plans.PlanViews;
import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.web.Decider;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.control.plan.Approvals;
import dev.syncline.control.plan.PlanApplying;
import dev.syncline.store.database.Range;
import dev.syncline.store.delivery.RecordDeliveries;
import dev.syncline.store.delivery.RecordDeliveries.Due;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The {@link Decisions} on control and the API's views. */
@Component
class StoredDecisions implements Decisions {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Range ALL = new Range(Range.MAX_LIMIT, 0);

  private final ApprovalViews waiting;
  private final PlanViews plans;
  private final ConflictViews conflicts;
  private final Approvals approvals;
  private final PlanApplying applying;
  private final ConflictDecisions decisions;
  private final RecordDeliveries deliveries;
  private final RunFinder finder;
  private final Runs runs;
  private final JsonMapper json;

  StoredDecisions(
      ApprovalViews waiting,
      PlanViews plans,
      ConflictViews conflicts,
      Approvals approvals,
      PlanApplying applying,
      ConflictDecisions decisions,
      RecordDeliveries deliveries,
      RunFinder finder,
      Runs runs,
      JsonMapper json) {
    this.waiting = waiting;
    this.plans = plans;
    this.conflicts = conflicts;
    this.approvals = approvals;
    this.applying = applying;
    this.decisions = decisions;
    this.deliveries = deliveries;
    this.finder = finder;
    this.runs = runs;
    this.json = json;
  }

  @Override
  public ObjectNode waiting(String tenant) {
    return json.valueToTree(waiting.list(tenant, ALL));
  }

  @Override
  public void approve(String tenant, UUID syncId) {
    approvals.approve(run(tenant, syncId));
  }

  @Override
  public void reject(String tenant, UUID syncId) {
    approvals.reject(run(tenant, syncId));
  }

  @Override
  public ObjectNode plan(String tenant, UUID syncId, Range items) {
    return json.valueToTree(plans.of(run(tenant, syncId), null, items));
  }

  @Override
  public List<UUID> apply(String tenant, UUID syncId, boolean confirmed) {
    UUID started = applying.apply(run(tenant, syncId), confirmed).syncId();
    List<UUID> children = runs.children(tenant, started).stream().map(RunRow::syncId).toList();
    return children.isEmpty() ? List.of(started) : children;
  }

  private RunRow run(String tenant, UUID syncId) {
    return finder.find(tenant, syncId.toString());
  }

  @Override
  public ObjectNode conflicts(String tenant, @Nullable String entity, @Nullable String status) {
    return json.valueToTree(conflicts.list(tenant, entity, status, ALL));
  }

  @Override
  public ObjectNode conflict(String tenant, UUID id) {
    return json.valueToTree(conflicts.show(tenant, id.toString()));
  }

  @Override
  public ObjectNode resolve(String tenant, UUID id, ObjectNode fields) {
    decisions.resolve(
        conflicts.find(tenant, id.toString()),
        new ResolveBody(fields).choices(),
        Decider.LOCAL.name());
    return conflict(tenant, id);
  }

  @Override
  public ObjectNode undo(String tenant, UUID id) {
    decisions.undo(conflicts.find(tenant, id.toString()), Decider.LOCAL.name());
    return conflict(tenant, id);
  }

  @Override
  public List<String> undelivered(String tenant, UUID record) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<Due> due = deliveries.of(tenant, record);
    while (due.stream().anyMatch(Due::onItsWay) && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK.toNanos());
      due = deliveries.of(tenant, record);
    }
    return due.stream().map(StoredDecisions::sentence).toList();
  }

  private static String sentence(Due due) {
    return "'"
        + due.connection()
        + "' does not have it yet"
        + (due.onItsWay() ? "; it is tried again when Syncline next runs" : ": " + due.message());
  }
}
