package dev.syncline.worker;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private final WorkerFactory workers;
  private volatile boolean running;

  WorkerDrain(WorkerFactory workers) {
    this.workers = workers;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    workers.shutdown();
    workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
    if (!workers.isTerminated()) {
      log.info("activities still at work are interrupted");
      workers.shutdownNow();
      workers.awaitTermination(SECONDS, TimeUnit.SECONDS);
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
