package dev.syncline.control.schedule;

import dev.syncline.control.run.RunStarter;
import dev.syncline.control.run.StartRequest;
import dev.syncline.control.run.StartedRun;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.schedule.Schedules;
import dev.syncline.store.schedule.Slot;
import dev.syncline.store.schedule.Slots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts the runs of schedules that are due. Any number of processes may ask at the same time: a
 * time is claimed in the database before it is fired, and its run carries a key of its own, so that
 * no time is fired twice, whoever dies in between. Times that were missed are fired once together.
 */
@Component
public class Firing {
  private static final Logger log = LoggerFactory.getLogger(Firing.class);
  private static final int AT_ONCE = 100;

  /** A claimed slot that stands this long was left behind. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Schedules schedules;
  private final Slots slots;
  private final RunStarter starter;
  private final Clock clock;

  Firing(Schedules schedules, Slots slots, RunStarter starter, Clock clock) {
    this.schedules = schedules;
    this.slots = slots;
    this.starter = starter;
    this.clock = clock;
  }

  /** Fires one schedule if it is due. */
  public void fireIfDue(String tenant, UUID id) {
    schedules.find(tenant, id).ifPresent(schedule -> fire(schedule));
  }

  /** Fires whatever has been due for at least that long, and what was left behind. */
  public void fireOverdue(Duration patience) {
    Instant now = clock.instant();
    for (Slot slot : slots.due(now.minus(patience), AT_ONCE)) {
      fireIfDue(slot.tenant(), slot.schedule());
    }
    Instant stuckSince = now.minus(STUCK);
    for (Slot slot : slots.stuck(stuckSince, AT_ONCE)) {
      Optional<ScheduleRow> schedule = schedules.find(slot.tenant(), slot.schedule());
      if (schedule.isPresent() && slots.reclaim(slot, stuckSince, now)) {
        start(schedule.get(), slot);
      }
    }
  }

  private void fire(ScheduleRow schedule) {
    Instant now = clock.instant();
    Instant dueAt = schedule.nextAt();
    if (!schedule.enabled() || dueAt == null || dueAt.isAfter(now)) {
      return;
    }
    Slot slot = new Slot(schedule.tenant(), schedule.id(), dueAt);
    Instant next = WantedSchedule.cadence(schedule).next(now).orElse(null);
    if (slots.claim(slot, next, now)) {
      start(schedule, slot);
    }
  }

  private void start(ScheduleRow schedule, Slot slot) {
    try {
      StartedRun run = starter.start(request(schedule, TriggerKind.SCHEDULE, slot));
      slots.settle(slot, Slots.Outcome.STARTED, run.syncId(), null);
    } catch (SynclineException e) {
      settle(schedule, slot, e);
    }
  }

  private void settle(ScheduleRow schedule, Slot slot, SynclineException e) {
    if (e.category().retryable()) {
      log.warn("schedule {} waits: {}", schedule.id(), e.getMessage());
      return;
    }
    switch (e.code()) {
      case "DUPLICATE_REQUEST" -> slots.settle(slot, Slots.Outcome.STARTED, runIn(e), null);
      case "SYNC_IN_PROGRESS" -> {
        log.info("schedule {} is skipped: {}", schedule.id(), e.getMessage());
        slots.settle(slot, Slots.Outcome.SKIPPED, null, e.getMessage());
      }
      default -> {
        log.warn("schedule {} could not start its run: {}", schedule.id(), e.getMessage());
        slots.settle(slot, Slots.Outcome.FAILED, runIn(e), e.getMessage());
      }
    }
  }

  /** The run that is meant: the one that used the key, or the refused attempt; null without one. */
  private static @Nullable UUID runIn(SynclineException e) {
    Object id = e.details().get("sync_id");
    return id == null ? null : UUID.fromString(id.toString());
  }

  /**
   * Runs a schedule at once, whether it is due or not.
   *
   * @throws SynclineException as {@link RunStarter#start} does
   */
  public StartedRun fireNow(ScheduleRow schedule) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Slot slot = new Slot(schedule.tenant(), schedule.id(), now);
    StartedRun run = starter.start(request(schedule, TriggerKind.MANUAL, slot));
    if (slots.enter(slot, now)) {
      slots.settle(slot, Slots.Outcome.STARTED, run.syncId(), null);
    }
    return run;
  }

  private static StartRequest request(ScheduleRow schedule, TriggerKind trigger, Slot slot) {
    return new StartRequest(
        schedule.tenant(),
        schedule.entity(),
        schedule.task(),
        schedule.mode(),
        trigger,
        false,
        RunRequest.ALL,
        slot.key());
  }
}
