package dev.syncline.workflows.notification;

import dev.syncline.workflows.WorkflowIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The {@link NotificationWorkflow}: tell what is due, then sleep until more is, or until woken. */
public final class GroupedNotification implements NotificationWorkflow {
  private static final int ROUNDS_A_RUN = 500;

  private final TellActivity activity =
      Workflow.newActivityStub(
          TellActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(WorkflowIds.DELIVERY_QUEUE)
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setHeartbeatTimeout(Duration.ofSeconds(30))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setMaximumInterval(Duration.ofSeconds(30))
                      .build())
              .build());

  private boolean woken = true;

  @Override
  public void tell(NotificationInput input) {
    for (int rounds = 0; woken; rounds++) {
      if (rounds >= ROUNDS_A_RUN) {
        Workflow.continueAsNew(input);
      }
      woken = false;
      Duration pause = activity.tellDue(input).pause();
      if (pause != null) {
        Workflow.await(pause, () -> woken);
        woken = true;
      }
    }
  }

  @Override
  public void wake() {
    woken = true;
  }
}
