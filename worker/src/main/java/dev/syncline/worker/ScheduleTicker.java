package dev.syncline.worker;

import dev.syncline.control.schedule.Firing;
import dev.syncline.control.schedule.Timers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks every half second which schedules are due, and every half minute whether the engine's own
 * Schedules still are what they should be. Not part of commands that run once: those fire nothing.
 */
@Component
@ConditionalOnProperty(name = "syncline.triggers.enabled", havingValue = "true")
class ScheduleTicker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScheduleTicker.class);
  private static final long TICK_MILLIS = 500;
  private static final long RECONCILE_SECONDS = 30;

  private final Firing firing;
  private final Timers timers;
  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "schedules"));

  ScheduleTicker(Firing firing, Timers timers) {
    this.firing = firing;
    this.timers = timers;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    clockwork.scheduleWithFixedDelay(
        () -> attempt("schedules wait", () -> firing.fireOverdue(timers.patience())),
        0,
        TICK_MILLIS,
        TimeUnit.MILLISECONDS);
    clockwork.scheduleWithFixedDelay(
        () -> attempt("the engine's Schedules wait", timers::reconcile),
        1,
        RECONCILE_SECONDS,
        TimeUnit.SECONDS);
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("{} for the next round: {}", what, e.getMessage());
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
