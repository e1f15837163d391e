package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Duration;

/** How long something has been waited for. */
final class Stopwatch {
  private final long start = System.nanoTime();

  boolean passed(Duration limit) {
    return System.nanoTime() - start > limit.toNanos();
  }

  void requireLess(Duration limit, String what) {
    if (passed(limit)) {
      throw SynclineException.of(
          Category.UNAVAILABLE, what + " after " + limit.toMinutes() + " minutes");
    }
  }

  static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "waiting was interrupted").because(e);
    }
  }
}
