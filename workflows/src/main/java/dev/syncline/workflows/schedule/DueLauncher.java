package dev.syncline.workflows.schedule;

import dev.syncline.workflows.WorkflowIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The {@link ScheduleLauncher}. What it cannot start is made up for by the ticker. */
public final class DueLauncher implements ScheduleLauncher {
  private final ScheduleActivity schedules =
      Workflow.newActivityStub(
          ScheduleActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(WorkflowIds.TASK_QUEUE)
              .setStartToCloseTimeout(Duration.ofMinutes(1))
              .setScheduleToCloseTimeout(Duration.ofMinutes(5))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
              .build());

  @Override
  public void launch(ScheduleRef schedule) {
    schedules.fire(schedule);
  }
}
