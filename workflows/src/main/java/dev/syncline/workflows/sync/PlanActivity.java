package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import io.temporal.activity.ActivityInterface;

/** Judges plans and brings them back to be applied. */
@ActivityInterface
public interface PlanActivity {
  /**
   * Completes the plan with what is to be removed, and judges it.
   *
   * @param last the window after the last that was planned
   */
  Verdict judge(WindowRef last);

  /** Brings a window of the plan back into staging. */
  RestoreResult restore(WindowRef window);

  /** Removes what the plan removes; called once all its windows are in. */
  UpsertResult removePlanned(RunRef run);
}
