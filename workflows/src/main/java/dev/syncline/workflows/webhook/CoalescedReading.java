package dev.syncline.workflows.webhook;

import dev.syncline.workflows.WorkflowIds;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The {@link WebhookWorkflow}: wait a moment for more calls, then step by step. */
public final class CoalescedReading implements WebhookWorkflow {
  /** Calls that come within this time of the first are read by one run. */
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private static final int STEPS_A_RUN = 500;

  private final WebhookActivity reading =
      Workflow.newActivityStub(
          WebhookActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(WorkflowIds.TASK_QUEUE)
              .setStartToCloseTimeout(Duration.ofMinutes(1))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setMaximumInterval(Duration.ofSeconds(30))
                      .build())
              .build());

  private boolean called = true;

  @Override
  public void read(WebhookRef resource) {
    Workflow.sleep(WINDOW);
    for (int steps = 0; called; steps++) {
      if (steps >= STEPS_A_RUN) {
        Workflow.continueAsNew(resource);
      }
      called = false;
      WebhookStep step = reading.advance(resource);
      if (step.more()) {
        called = true;
        Workflow.sleep(step.pause());
      } else if (called) {
        Workflow.sleep(WINDOW);
      }
    }
  }

  @Override
  public void wake() {
    called = true;
  }
}
