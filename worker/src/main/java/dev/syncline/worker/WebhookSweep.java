package dev.syncline.worker;

import dev.syncline.control.webhook.WebhookWaker;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees every ten seconds to the calls whose reading nobody was woken for. */
@Component
@ConditionalOnProperty(name = "syncline.triggers.enabled", havingValue = "true")
class WebhookSweep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookSweep.class);
  private static final long SECONDS = 10;

  private final WebhookWaker waker;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "webhook-sweep"));

  WebhookSweep(WebhookWaker waker) {
    this.waker = waker;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    timer.scheduleWithFixedDelay(this::round, 0, SECONDS, TimeUnit.SECONDS);
  }

  private void round() {
    try {
      waker.sweep();
    } catch (RuntimeException e) {
      log.warn("webhooks wait for the next sweep: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
