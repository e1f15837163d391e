package dev.syncline.standalone.application;

import dev.syncline.control.reconcile.Idleness;
import dev.syncline.standalone.engine.InProcessEngine;
import dev.syncline.standalone.lease.EngineLease;
import dev.syncline.standalone.platform.Closing;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after an in-process engine that runs for days: it is exchanged for a fresh one when it has
 * gathered many histories and nothing runs, and the process ends when another one has taken the
 * lease, since two engines on one database would run everything twice.
 */
final class EngineCare implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineCare.class);
  private static final long SECONDS = 30;

  /** About 30 MB of histories. */
  private static final int MANY = 500;

  private final InProcessEngine engine;
  private final Optional<EngineLease> lease;
  private final Idleness idleness;
  private final Closing closing;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "engine-care"));

  EngineCare(
      InProcessEngine engine, Optional<EngineLease> lease, Idleness idleness, Closing closing) {
    this.engine = engine;
    this.lease = lease;
    this.idleness = idleness;
    this.closing = closing;
  }

  EngineCare start() {
    timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    return this;
  }

  private void look() {
    try {
      if (lease.isPresent() && !lease.get().held()) {
        log.error("another process has taken this database's engine over: this one stops");
        new Thread(closing::close, "lease-lost").start();
      } else if (engine.started() >= MANY && engine.renew(idleness::idle)) {
        log.info("the in-process engine was exchanged for a fresh one");
      }
    } catch (RuntimeException e) {
      log.warn("looking after the engine waits for the next round: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
