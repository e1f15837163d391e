package dev.syncline.standalone.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something that takes its time, up to a generous limit. */
public final class Eventually {
  private Eventually() {}

  public static void holds(Duration limit, Callable<Boolean> condition) {
    long end = System.nanoTime() + limit.toNanos();
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.call()) {
          return;
        }
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } catch (Exception e) {
        last = e;
      }
    }
    throw new AssertionError("not so within " + limit, last);
  }
}
