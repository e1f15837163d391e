package dev.syncline.workflows.flow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A run over several tasks. */
@WorkflowInterface
public interface FlowWorkflow {
  @WorkflowMethod
  void flow(FlowInput input);
}
