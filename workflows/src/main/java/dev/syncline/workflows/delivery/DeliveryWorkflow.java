package dev.syncline.workflows.delivery;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Writes out what the outbox holds for one connection, until nothing is left. */
@WorkflowInterface
public interface DeliveryWorkflow {
  @WorkflowMethod
  void deliver(DeliveryInput input);

  /** There may be new rows. */
  @SignalMethod
  void wake();
}
