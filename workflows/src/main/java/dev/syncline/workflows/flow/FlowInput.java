package dev.syncline.workflows.flow;

import dev.syncline.workflows.RunRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parent run and its children in the order in which they may start. */
public record FlowInput(RunRef parent, List<Step> steps) {

  /**
   * @param workflowId the id the child runs under
   * @param after indexes of the steps that must have ended well before this one starts
   * @param task its name, for words about it; null where a flow began before it was given
   */
  public record Step(RunRef run, String workflowId, List<Integer> after, @Nullable String task) {
    public Step(RunRef run, String workflowId, List<Integer> after) {
      this(run, workflowId, after, null);
    }
  }

  /** Why a step does not run, when the one that it needs did not complete. */
  public static String heldBack(@Nullable String needed) {
    return (needed == null ? "a task" : "the task '" + needed + "'")
        + " that it depends on did not complete";
  }
}
