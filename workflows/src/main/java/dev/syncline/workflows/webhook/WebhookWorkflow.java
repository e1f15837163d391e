package dev.syncline.workflows.webhook;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Has the records of one resource read again, until nothing is left and nobody has called since.
 */
@WorkflowInterface
public interface WebhookWorkflow {
  @WorkflowMethod
  void read(WebhookRef resource);

  /** There may be more. What, stands in the database. */
  @SignalMethod
  void wake();
}
