package dev.syncline.workflows.flow;

import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.SyncWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.OptionalInt;

/** The {@link FlowWorkflow}: each step after the ones it depends on. */
public final class OrderedFlow implements FlowWorkflow {
  private final FlowActivities flow =
      Workflow.newActivityStub(
          FlowActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setRetryOptions(RetryPolicy.DEFAULT.options())
              .build());

  @Override
  public void flow(FlowInput input) {
    boolean cancelled = !begun(input.parent());
    boolean[] well = new boolean[input.steps().size()];
    for (int i = 0; i < well.length; i++) {
      FlowInput.Step step = input.steps().get(i);
      OptionalInt missing =
          step.after().stream().mapToInt(a -> a).filter(a -> !well[a]).findFirst();
      if (cancelled || missing.isPresent()) {
        String needed = missing.isPresent() ? input.steps().get(missing.getAsInt()).task() : null;
        skip(step, cancelled, FlowInput.heldBack(needed));
        continue;
      }
      try {
        run(step);
        well[i] = flow.childEndedWell(step.run());
      } catch (CanceledFailure e) {
        cancelled = true;
      } catch (ChildWorkflowFailure | ActivityFailure e) {
        cancelled = e.getCause() instanceof CanceledFailure;
        // Its own end is kept where it has one; a run that never began must not stay open.
        skip(step, cancelled, "its workflow could not run");
      }
    }
    boolean stopped = cancelled;
    Workflow.newDetachedCancellationScope(() -> flow.finishFlow(input.parent(), stopped)).run();
  }

  /** False where the flow was cancelled before it began. */
  private boolean begun(RunRef parent) {
    try {
      flow.beginFlow(parent);
      return true;
    } catch (CanceledFailure e) {
      return false;
    } catch (ActivityFailure e) {
      if (e.getCause() instanceof CanceledFailure) {
        return false;
      }
      throw e;
    }
  }

  private void skip(FlowInput.Step step, boolean cancelled, String why) {
    Workflow.newDetachedCancellationScope(
            () -> flow.skipChild(step.run(), cancelled, cancelled ? null : why))
        .run();
  }

  private static void run(FlowInput.Step step) {
    Workflow.newChildWorkflowStub(
            SyncWorkflow.class,
            ChildWorkflowOptions.newBuilder().setWorkflowId(step.workflowId()).build())
        .sync(step.run());
  }
}
