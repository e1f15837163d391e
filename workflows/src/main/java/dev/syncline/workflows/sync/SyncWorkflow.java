package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of one task. It can be started again at any time under the same run: it goes on after the
 * last window that was committed.
 */
@WorkflowInterface
public interface SyncWorkflow {
  @WorkflowMethod
  void sync(RunRef run);

  /** Where the run stands right now. */
  @QueryMethod
  Progress progress();
}
