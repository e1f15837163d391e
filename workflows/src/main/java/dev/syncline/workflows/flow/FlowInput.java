package dev.syncline.workflows.flow;

import dev.syncline.workflows.RunRef;
import java.util.List;

/** A parent run and its children in the order in which they may start. */
public record FlowInput(RunRef parent, List<Step> steps) {

  /**
   * @param workflowId the id the child runs under
   * @param after indexes of the steps that must have ended well before this one starts
   */
  public record Step(RunRef run, String workflowId, List<Integer> after) {}
}
