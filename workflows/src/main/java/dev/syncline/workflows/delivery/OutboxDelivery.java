package dev.syncline.workflows.delivery;

import dev.syncline.workflows.WorkflowIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The {@link DeliveryWorkflow}: drain until nothing is left and nobody has called since. */
public final class OutboxDelivery implements DeliveryWorkflow {
  private static final int DRAINS_A_RUN = 500;

  private final DrainActivity outbox =
      Workflow.newActivityStub(
          DrainActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(WorkflowIds.DELIVERY_QUEUE)
              .setStartToCloseTimeout(Duration.ofMinutes(30))
              .setHeartbeatTimeout(Duration.ofSeconds(30))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setMaximumInterval(Duration.ofSeconds(30))
                      .build())
              .build());

  private boolean called = true;

  @Override
  public void deliver(DeliveryInput input) {
    for (int drains = 0; called; drains++) {
      if (drains >= DRAINS_A_RUN) {
        Workflow.continueAsNew(input);
      }
      called = false;
      DrainResult result = outbox.drain(input);
      if (result.more()) {
        called = true;
        if (!result.pause().isZero()) {
          Workflow.sleep(result.pause());
        }
      }
    }
  }

  @Override
  public void wake() {
    called = true;
  }
}
