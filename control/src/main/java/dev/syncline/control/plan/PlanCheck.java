package dev.syncline.control.plan;

import dev.syncline.store.plan.Staleness;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.task.Tasks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether a plan still fits what it was made for. */
@Component
class PlanCheck {
  /** What of a task says how and when it runs, not what it writes. */
  private static final List<String> POLICY =
      List.of("gates", "schedule", "notify", "retry", "batch");

  private final Tasks tasks;
  private final Staleness staleness;

  PlanCheck(Tasks tasks, Staleness staleness) {
    this.tasks = tasks;
    this.staleness = staleness;
  }

  /** Throws PLAN_STALE where the task or the records changed since the run made the plan. */
  void requireFresh(StoredPlan plan, RunRow madeBy) {
    Optional<JsonNode> now =
        tasks.find(plan.tenant(), plan.task()).map(task -> writing(task.definition()));
    if (now.isEmpty() || !now.get().equals(writing(madeBy.definition()))) {
      throw StalePlan.remapped(plan.task());
    }
    List<String> moved = staleness.moved(plan);
    if (!moved.isEmpty()) {
      throw StalePlan.moved(moved);
    }
  }

  private static JsonNode writing(@Nullable String definition) {
    JsonNode task = JsonMapper.shared().readTree(definition == null ? "{}" : definition);
    if (task instanceof ObjectNode object) {
      object.remove(POLICY);
    }
    return task;
  }
}
