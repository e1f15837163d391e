package dev.syncline.control.schedule;

import dev.syncline.store.schedule.ScheduleRow;
import java.time.Duration;
import java.util.UUID;

/**
 * What calls when a schedule is due. Whether it really is, and what happens then, the database
 * alone decides: a timer that calls twice, too late or for no reason does no harm.
 */
public interface Timers {
  /** Brings the timer of a schedule in line with it. Trouble waits for {@link #reconcile}. */
  void set(ScheduleRow schedule);

  /** Takes the timer of a removed schedule away, and then the schedule itself. */
  void remove(String tenant, UUID id);

  /** Brings every timer in line with its schedule. */
  void reconcile();

  /** How long a schedule may be overdue before nobody waits for its timer any more. */
  Duration patience();
}
