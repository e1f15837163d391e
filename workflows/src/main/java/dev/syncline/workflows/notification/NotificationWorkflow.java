package dev.syncline.workflows.notification;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells of the ends of a task's runs until there is nothing left to tell. */
@WorkflowInterface
public interface NotificationWorkflow {
  @WorkflowMethod
  void tell(NotificationInput input);

  /** There may be something to tell. */
  @SignalMethod
  void wake();
}
