package dev.syncline.worker;

import dev.syncline.control.reconcile.Reconciler;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reconciles once the application is ready and every half minute from then on. */
@Component
@ConditionalOnProperty(name = "syncline.reconciler.enabled", matchIfMissing = true)
class ReconcilerLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReconcilerLoop.class);
  private static final long SECONDS = 30;

  private final Reconciler reconciler;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "reconciler"));

  ReconcilerLoop(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    timer.scheduleWithFixedDelay(this::round, 0, SECONDS, TimeUnit.SECONDS);
  }

  private void round() {
    try {
      reconciler.reconcile();
    } catch (RuntimeException e) {
      log.warn("reconciling waits for the next round: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
