package dev.syncline.standalone.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The opening of things by one thread, which a signal may come across: the thread is interrupted
 * and given time to leave nothing half started behind.
 */
public final class Opening {
  private static final Duration TIME_TO_UNWIND = Duration.ofSeconds(12);

  private final Thread opener = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);

  /** Says that everything is open, or has been given up. */
  public void done() {
    done.countDown();
  }

  /** Stops the opening, unless it is done; returns when that has happened or takes too long. */
  public void abandon() {
    if (done.getCount() == 0) {
      return;
    }
    opener.interrupt();
    try {
      if (!done.await(TIME_TO_UNWIND.toSeconds(), TimeUnit.SECONDS)) {
        opener.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
