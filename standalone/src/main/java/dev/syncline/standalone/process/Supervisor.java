package dev.syncline.standalone.process;

import dev.syncline.domain.SynclineException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a process that must not stay dead, and starts it again until it is closed. */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final BooleanSupplier alive;
  private final Runnable restart;
  private final Thread thread;
  private volatile boolean closed;

  private Supervisor(String name, BooleanSupplier alive, Runnable restart) {
    this.name = name;
    this.alive = alive;
    this.restart = restart;
    this.thread = new Thread(this::watch, "supervisor-" + name);
    this.thread.setDaemon(true);
  }

  /**
   * Starts watching; {@code restart} throws {@link SynclineException} when it should be retried.
   */
  public static Supervisor watch(String name, BooleanSupplier alive, Runnable restart) {
    Supervisor supervisor = new Supervisor(name, alive, restart);
    supervisor.thread.start();
    return supervisor;
  }

  private void watch() {
    Duration pause = LOOK;
    while (!closed) {
      try {
        Thread.sleep(pause.toMillis());
        pause = LOOK;
        if (!closed && !alive.getAsBoolean()) {
          log.warn("{} is gone; starting it again", name);
          restart.run();
          log.warn("{} is back", name);
        }
      } catch (InterruptedException e) {
        return; // closed
      } catch (SynclineException e) {
        if (!closed) {
          log.error("{} could not be started again, trying on: {}", name, e.getMessage());
        }
        pause = LONGEST_PAUSE;
      }
    }
  }

  /** Stops watching; a restart under way is interrupted and waited for. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
