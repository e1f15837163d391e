package dev.syncline.control.schedule;

import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.schedule.Schedules;
import java.time.Duration;
import java.util.UUID;

/** The {@link Timers} of an engine that has none: the ticker looks by itself what is due. */
final class NoTimers implements Timers {
  private final Schedules schedules;

  NoTimers(Schedules schedules) {
    this.schedules = schedules;
  }

  @Override
  public void set(ScheduleRow schedule) {
    // Nothing stands outside the database.
  }

  @Override
  public void remove(String tenant, UUID id) {
    schedules.forget(tenant, id);
  }

  @Override
  public void reconcile() {
    schedules.all().stream()
        .filter(Schedules.ScheduleKey::removed)
        .forEach(key -> schedules.forget(key.tenant(), key.id()));
  }

  @Override
  public Duration patience() {
    return Duration.ZERO;
  }
}
