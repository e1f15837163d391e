package dev.syncline.control.run;

import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.flow.FlowInput;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts a flow again that the engine has forgotten, with the steps that are left of it. */
@Component
public class FlowRestart {
  private final Runs runs;
  private final Tasks tasks;
  private final FlowOrder order;
  private final Engine engine;
  private final Clock clock;

  FlowRestart(Runs runs, Tasks tasks, FlowOrder order, Engine engine, Clock clock) {
    this.runs = runs;
    this.tasks = tasks;
    this.order = order;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * The children that are open go on in their order; what depended on a failed one is held back.
   */
  public void restart(RunRow parent, List<RunRow> children) {
    List<TaskSpec> specs = new ArrayList<>();
    List<RunRow> known = new ArrayList<>();
    for (RunRow child : children) {
      String definition = definition(child);
      if (definition != null) {
        specs.add(order.spec(child.task(), definition));
        known.add(child);
      }
    }
    engine.restartFlow(parent, steps(known, FlowOrder.after(specs)));
  }

  private @Nullable String definition(RunRow child) {
    return child.definition() != null
        ? child.definition()
        : tasks.find(child.tenant(), child.task()).map(StoredTask::definition).orElse(null);
  }

  private List<FlowInput.Step> steps(List<RunRow> children, List<List<Integer>> after) {
    List<FlowInput.Step> steps = new ArrayList<>();
    Map<Integer, Integer> stepOf = new HashMap<>();
    Map<Integer, String> failed = new HashMap<>();
    for (int i = 0; i < children.size(); i++) {
      RunRow child = children.get(i);
      List<String> missing =
          after.get(i).stream().filter(failed::containsKey).map(failed::get).toList();
      if (!child.status().open()) {
        if (!well(child.status())) {
          failed.put(i, child.task());
        }
      } else if (missing.isEmpty()) {
        stepOf.put(i, steps.size());
        List<Integer> waits =
            after.get(i).stream().filter(stepOf::containsKey).map(stepOf::get).toList();
        steps.add(
            new FlowInput.Step(
                new RunRef(child.tenant(), child.syncId()),
                child.workflowId(),
                waits,
                child.task()));
      } else {
        failed.put(i, child.task());
        holdBack(child, missing.get(0));
      }
    }
    return steps;
  }

  private static boolean well(RunStatus status) {
    return status == RunStatus.COMPLETED || status == RunStatus.COMPLETED_WITH_ERRORS;
  }

  private void holdBack(RunRow child, String needed) {
    runs.end(
        child.tenant(),
        child.syncId(),
        RunStatus.FAILED,
        Outcome.FAILED,
        "HELD_BACK",
        FlowInput.heldBack(needed),
        clock.instant());
  }
}
