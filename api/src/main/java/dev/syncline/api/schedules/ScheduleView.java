package dev.syncline.api.schedules;

import dev.syncline.control.schedule.WantedSchedule;
import dev.syncline.store.schedule.ScheduleRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the API shows it.
 *
 * @param nextRuns the next three times; none while it is paused
 * @param lastRun what became of it the last time
 * @param managedBy the sync file, or the task, that defines it; such a schedule is read-only here
 */
record ScheduleView(
    UUID id,
    @Nullable String name,
    @Nullable String entity,
    @Nullable String task,
    String cron,
    String timezone,
    String mode,
    boolean enabled,
    List<Instant> nextRuns,
    ScheduleRow.@Nullable LastRun lastRun,
    @Nullable String managedBy,
    Instant createdAt,
    Instant updatedAt) {
  private static final int SHOWN = 3;

  static ScheduleView of(ScheduleRow row, Instant now) {
    return new ScheduleView(
        row.id(),
        row.name(),
        row.entity(),
        row.task(),
        row.cron(),
        row.timezone(),
        row.mode().word(),
        row.enabled(),
        upcoming(row, now),
        row.last(),
        row.managedBy(),
        row.createdAt(),
        row.updatedAt());
  }

  private static List<Instant> upcoming(ScheduleRow row, Instant now) {
    Instant next = row.nextAt();
    if (!row.enabled() || next == null) {
      return List.of();
    }
    // One that was missed is due at once, and stands first until it is fired.
    List<Instant> times = new ArrayList<>(List.of(next));
    times.addAll(WantedSchedule.cadence(row).upcoming(next.isAfter(now) ? next : now, SHOWN - 1));
    return times;
  }
}
