package dev.syncline.activities.attempt;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine that an activity is alive, from a thread beside it, so that one long statement
 * does not look like a lost worker. Work asks {@link #check} whether it should go on.
 */
public final class Pulse implements AutoCloseable {
  private static final ThreadLocal<@Nullable Pulse> CURRENT = new ThreadLocal<>();
  private static final long SECONDS = 3;

  private final ActivityExecutionContext context;
  private final ScheduledFuture<?> beat;
  private volatile Attempts attempts;
  private volatile @Nullable ActivityCompletionException stopped;

  private Pulse(
      ActivityExecutionContext context, Attempts attempts, ScheduledExecutorService timer) {
    this.context = context;
    this.attempts = attempts;
    this.beat = timer.scheduleAtFixedRate(this::beat, 0, SECONDS, TimeUnit.SECONDS);
  }

  static Pulse start(
      ActivityExecutionContext context, Attempts attempts, ScheduledExecutorService timer) {
    Pulse pulse = new Pulse(context, attempts, timer);
    CURRENT.set(pulse);
    return pulse;
  }

  /** One at a time: a beat that began before a count was left must not come after it. */
  private synchronized void beat() {
    try {
      context.heartbeat(attempts);
    } catch (ActivityCompletionException e) {
      stopped = e;
    }
  }

  /** Throws when the activity running on this thread should stop. */
  public static void check() {
    Pulse pulse = CURRENT.get();
    if (pulse != null && pulse.stopped != null) {
      throw pulse.stopped;
    }
  }

  /** Leaves a count behind for the next attempt. */
  synchronized void leave(Attempts count) {
    attempts = count;
    beat();
  }

  @Override
  public void close() {
    beat.cancel(false);
    CURRENT.remove();
  }
}
