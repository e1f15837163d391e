package dev.syncline.control.schedule;

import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.schedule.Schedules;
import dev.syncline.workflows.WorkflowIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Temporal Schedule for each schedule: there for people to see, and to call on time. The database
 * wins: what is edited, paused or deleted in Temporal is put back by {@link #reconcile}. Where
 * Temporal counts otherwise than {@link dev.syncline.definitions.Cadence}, as it does on the days
 * when clocks change, a call too many finds nothing due, and one too few is made up for by the
 * ticker.
 */
final class TemporalTimers implements Timers {
  private static final Logger log = LoggerFactory.getLogger(TemporalTimers.class);

  private final ScheduleClient client;
  private final Schedules schedules;

  TemporalTimers(ScheduleClient client, Schedules schedules) {
    this.client = client;
    this.schedules = schedules;
  }

  @Override
  public void set(ScheduleRow schedule) {
    String id = WorkflowIds.schedule(schedule.tenant(), schedule.id());
    try {
      put(id, TemporalSchedules.of(schedule));
      String look = TemporalSchedules.look(client.getHandle(id).describe());
      schedules.mirrored(schedule.tenant(), schedule.id(), look);
    } catch (ScheduleException | StatusRuntimeException e) {
      log.warn("the Temporal Schedule {} is not written yet: {}", id, e.toString());
    }
  }

  private void put(String id, Schedule wanted) {
    try {
      client.createSchedule(id, wanted, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException e) {
      client.getHandle(id).update(input -> new ScheduleUpdate(wanted));
    }
  }

  @Override
  public void remove(String tenant, UUID id) {
    String name = WorkflowIds.schedule(tenant, id);
    try {
      client.getHandle(name).delete();
      schedules.forget(tenant, id);
    } catch (ScheduleException | StatusRuntimeException e) {
      if (missing(e)) {
        schedules.forget(tenant, id);
      } else {
        log.warn("the Temporal Schedule {} is not removed yet: {}", name, e.toString());
      }
    }
  }

  @Override
  public void reconcile() {
    for (Schedules.ScheduleKey key : schedules.all()) {
      if (key.removed()) {
        remove(key.tenant(), key.id());
      } else {
        schedules.find(key.tenant(), key.id()).ifPresent(this::heal);
      }
    }
  }

  private void heal(ScheduleRow schedule) {
    ScheduleHandle handle =
        client.getHandle(WorkflowIds.schedule(schedule.tenant(), schedule.id()));
    Optional<String> look;
    try {
      ScheduleDescription found = handle.describe();
      look = Optional.of(TemporalSchedules.look(found));
    } catch (ScheduleException | StatusRuntimeException e) {
      if (!missing(e)) {
        throw e;
      }
      look = Optional.empty();
    }
    if (schedule.mirrored() == null || !look.equals(Optional.of(schedule.mirrored()))) {
      if (schedule.mirrored() != null) {
        log.warn(
            "the Temporal Schedule {} was {} there; it is put back",
            handle.getId(),
            look.isPresent() ? "changed" : "deleted");
      }
      set(schedule);
    }
  }

  private static boolean missing(RuntimeException e) {
    Throwable cause = e instanceof StatusRuntimeException ? e : e.getCause();
    return cause instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  /** Temporal calls within a moment; what it does not know of is soon made up for. */
  @Override
  public Duration patience() {
    return Duration.ofSeconds(3);
  }
}
