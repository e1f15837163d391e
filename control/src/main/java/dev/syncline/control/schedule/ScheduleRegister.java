package dev.syncline.control.schedule;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.schedule.Schedules;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates, changes and removes schedules, together with their timers. */
@Component
public class ScheduleRegister {
  private final Schedules schedules;
  private final Timers timers;
  private final Clock clock;

  ScheduleRegister(Schedules schedules, Timers timers, Clock clock) {
    this.schedules = schedules;
    this.timers = timers;
    this.clock = clock;
  }

  /** The id of the schedule that a task brings with it, the same at each load. */
  public static UUID idOf(String tenant, String task) {
    String name = "schedule of " + tenant + "/" + task;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The schedule, or NOT_FOUND. */
  public ScheduleRow require(String tenant, UUID id) {
    return schedules
        .find(tenant, id)
        .orElseThrow(() -> SynclineException.of(Category.NOT_FOUND, "there is no schedule " + id));
  }

  /** Creates or replaces a schedule. One that changes nothing of its times keeps the next one. */
  public ScheduleRow save(
      String tenant, UUID id, WantedSchedule wanted, @Nullable String managedBy) {
    Optional<ScheduleRow> present = schedules.find(tenant, id);
    ScheduleRow row = row(tenant, id, wanted, managedBy, present.orElse(null));
    if (present.isEmpty() || !same(present.get(), row)) {
      schedules.save(row);
      timers.set(row);
    }
    return require(tenant, id);
  }

  private ScheduleRow row(
      String tenant,
      UUID id,
      WantedSchedule wanted,
      @Nullable String managedBy,
      @Nullable ScheduleRow before) {
    Instant now = clock.instant();
    boolean sameTimes =
        before != null
            && before.enabled() == wanted.enabled()
            && before.cron().equals(wanted.cron())
            && before.timezone().equals(wanted.timezone());
    Instant next = wanted.enabled() ? wanted.cadence().next(now).orElse(null) : null;
    return new ScheduleRow(
        tenant,
        id,
        wanted.name(),
        wanted.task() == null ? wanted.entity() : null,
        wanted.task(),
        wanted.cron(),
        wanted.timezone(),
        wanted.mode(),
        wanted.enabled(),
        managedBy,
        before != null && sameTimes ? before.nextAt() : next,
        null,
        false,
        now,
        now,
        null);
  }

  private static boolean same(ScheduleRow a, ScheduleRow b) {
    return Objects.equals(a.name(), b.name())
        && Objects.equals(a.entity(), b.entity())
        && Objects.equals(a.task(), b.task())
        && a.cron().equals(b.cron())
        && a.timezone().equals(b.timezone())
        && a.mode() == b.mode()
        && a.enabled() == b.enabled()
        && Objects.equals(a.managedBy(), b.managedBy());
  }

  /** Removes a schedule; runs that it started stay. False where there was none. */
  public boolean remove(String tenant, UUID id) {
    boolean removed = schedules.remove(tenant, id);
    if (removed) {
      timers.remove(tenant, id);
    }
    return removed;
  }
}
