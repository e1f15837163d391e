package dev.syncline.worker;

import dev.syncline.control.notification.NotificationWaker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the activities at work come to their end before the database goes away; what takes longer is
 * interrupted, and another worker goes on with it.
 */
@Component
class WorkerDrain implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WorkerDrain.class);
  private static final long SECONDS = 10;
  private static final Duration TELLING = Duration.ofSeconds(5);

  private final WorkerFactory workers;
  private final NotificationWaker notifications;
  private final boolean works;
  private volatile boolean running;

  WorkerDrain(
      WorkerFactory workers,
      NotificationWaker notifications,
      @Value("${spring.temporal.start-workers:true}") boolean works) {
    this.workers = workers;
    this.notifications = notifications;
    this.works = works;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (works) {
      tell();
    }
    workers.shutdown();
    workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
    if (!workers.isTerminated()) {
      log.info("activities still at work are interrupted");
      workers.shutdownNow();
      workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The end of the run that a command was started for is told before the command is over. */
  private void tell() {
    try {
      notifications.awaitTold(TELLING);
    } catch (RuntimeException e) {
      log.info("notifications wait for the next start: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before everything that the activities use. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
