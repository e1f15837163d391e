package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import io.temporal.activity.ActivityInterface;

/** The first and the last thing a run does. */
@ActivityInterface
public interface RunActivities {
  /** Marks the run as running and says how it is to go. */
  RunPlan begin(RunRef run);

  /** Sets the final status; a run that has one keeps it. */
  void finish(FinishInput input);
}
