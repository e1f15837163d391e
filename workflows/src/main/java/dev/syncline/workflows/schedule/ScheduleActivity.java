package dev.syncline.workflows.schedule;

import io.temporal.activity.ActivityInterface;

/** Fires schedules. */
@ActivityInterface
public interface ScheduleActivity {
  /** Starts the run of a schedule, if it is due and nobody else has started it. */
  void fire(ScheduleRef schedule);
}
