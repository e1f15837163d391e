package dev.syncline.e2e.product;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks again and again until there is an answer; the limit is only there to end a broken test. */
public final class Eventually {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private Eventually() {}

  /** A question that answers null as long as there is no answer. */
  @FunctionalInterface
  public interface Question<T> {
    @Nullable T ask() throws IOException;
  }

  public static <T> T get(Duration limit, Question<T> question, Supplier<String> otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        T answer = question.ask();
        if (answer != null) {
          return answer;
        }
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new AssertionError(otherwise.get(), e);
        }
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise.get() + " after " + limit);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
