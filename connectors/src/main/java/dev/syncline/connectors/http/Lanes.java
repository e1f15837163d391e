package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * How many calls to one system are under way at once. After the system asked for patience there are
 * half as many, and after some quiet batches one more again.
 */
final class Lanes {
  static final int DEFAULT = 4;
  static final int MOST = 32;
  private static final int QUIET_BATCHES = 8;
  private static final long BEAT_MILLIS = 500;

  /** How long calls that are under way may take to end when work is to stop. */
  private static final long GRACE_MILLIS = 5_000;

  private final int most;
  private final Executor threads;
  private int open;
  private int quiet;

  Lanes(int most, Executor threads) {
    this.most = most;
    this.threads = threads;
    this.open = most;
  }

  /** The connection's {@code concurrency}. */
  static int wanted(ConnectionConfig connection) {
    JsonNode setting = connection.settings().path("concurrency");
    if (setting.isMissingNode() || setting.isNull()) {
      return DEFAULT;
    }
    int wanted = setting.asInt(0);
    if (wanted < 1 || wanted > MOST) {
      throw SynclineException.of(
          Category.INVALID,
          "setting 'concurrency' must be a number from 1 to %d; it is '%s'"
              .formatted(MOST, setting.asString("")));
    }
    return wanted;
  }

  synchronized int open() {
    return open;
  }

  /** The system asked for patience. */
  synchronized void narrow() {
    open = Math.max(1, open / 2);
    quiet = 0;
  }

  /** A batch went through. */
  synchronized void quiet() {
    if (++quiet >= QUIET_BATCHES) {
      open = Math.min(most, open + 1);
      quiet = 0;
    }
  }

  /**
   * Does each piece of work once, in order of the list as lanes come free, and returns when all is
   * done.
   *
   * @param heartbeat throws when work is to stop: then nothing more is begun, what is under way may
   *     end, and it is thrown on
   */
  void run(List<? extends Runnable> work, Runnable heartbeat) {
    AtomicInteger next = new AtomicInteger();
    List<FutureTask<?>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(open(), work.size()); i++) {
      FutureTask<?> lane = new FutureTask<>(() -> drive(work, next), null);
      lanes.add(lane);
      threads.execute(lane);
    }
    try {
      lanes.forEach(lane -> end(lane, heartbeat));
    } catch (RuntimeException stopped) {
      next.set(work.size());
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
      lanes.forEach(lane -> leave(lane, until, stopped));
      throw stopped;
    }
  }

  private static void drive(List<? extends Runnable> work, AtomicInteger next) {
    for (int at = next.getAndIncrement(); at < work.size(); at = next.getAndIncrement()) {
      work.get(at).run();
    }
  }

  private static void end(FutureTask<?> lane, Runnable heartbeat) {
    while (!lane.isDone()) {
      heartbeat.run();
      await(lane, BEAT_MILLIS);
    }
    await(lane, 0);
  }

  private static void leave(FutureTask<?> lane, long until, RuntimeException stopped) {
    try {
      await(lane, Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
    } catch (RuntimeException e) {
      if (e != stopped) {
        stopped.addSuppressed(e);
      }
    } finally {
      lane.cancel(true);
    }
  }

  private static void await(FutureTask<?> lane, long millis) {
    try {
      lane.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillGoing) {
      // The caller asks whether it may go on.
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "stopped while calls were under way")
          .because(e);
    }
  }
}
