package dev.syncline.workflows.flow;

import dev.syncline.workflows.RunRef;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** The bookkeeping of a flow. */
@ActivityInterface
public interface FlowActivities {
  void beginFlow(RunRef parent);

  /** Whether the child ended well enough for those that depend on it. */
  boolean childEndedWell(RunRef child);

  /**
   * Marks a child that will not run, because one it depends on failed or the flow was cancelled.
   */
  void skipChild(RunRef child, boolean cancelled, @Nullable String why);

  /** Gives the parent the status that its children add up to. */
  void finishFlow(RunRef parent, boolean cancelled);
}
