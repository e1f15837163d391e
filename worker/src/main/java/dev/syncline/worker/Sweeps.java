package dev.syncline.worker;

import dev.syncline.control.notification.NotificationWaker;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.retention.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Wakes notifications that were left behind twice a minute; deletes what is old once an hour. */
@Component
@ConditionalOnProperty(name = "syncline.reconciler.enabled", matchIfMissing = true)
class Sweeps implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

  private final NotificationWaker notifications;
  private final Retention retention;
  private final Clock clock;
  private final Duration keepEvents;
  private final Duration keepRunItems;
  private final Duration keepAudit;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sweeps"));

  Sweeps(
      NotificationWaker notifications,
      Retention retention,
      Clock clock,
      @Value("${syncline.retention.events:14d}") String keepEvents,
      @Value("${syncline.retention.run-items:90d}") String keepRunItems,
      @Value("${syncline.retention.audit:365d}") String keepAudit) {
    this.notifications = notifications;
    this.retention = retention;
    this.clock = clock;
    this.keepEvents = duration("SYNCLINE_RETENTION_EVENTS", keepEvents);
    this.keepRunItems = duration("SYNCLINE_RETENTION_RUNITEMS", keepRunItems);
    this.keepAudit = duration("SYNCLINE_RETENTION_AUDIT", keepAudit);
  }

  private static Duration duration(String name, String text) {
    try {
      return DurationStyle.SIMPLE.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              name + " is '" + text + "'; write a whole number with its unit: 30m, 12h or 14d")
          .because(e);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    timer.scheduleWithFixedDelay(quietly(notifications::sweep), 0, 30, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(quietly(this::forget), 1, 60, TimeUnit.MINUTES);
  }

  private void forget() {
    long deleted =
        retention.forgetEvents(clock.instant().minus(keepEvents))
            + retention.forgetRunItems(clock.instant().minus(keepRunItems))
            + retention.forgetAudit(clock.instant().minus(keepAudit));
    if (deleted > 0) {
      log.info("deleted {} rows that had had their time", deleted);
    }
  }

  private static Runnable quietly(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.warn("a sweep waits for its next round: {}", e.getMessage());
      }
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
