package dev.syncline.workflows.schedule;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Starts the run of a schedule under the run's own id: a Schedule appends a time to the ids of what
 * it starts itself, which would let two runs of an entity go side by side.
 */
@WorkflowInterface
public interface ScheduleLauncher {
  @WorkflowMethod
  void launch(ScheduleRef schedule);
}
