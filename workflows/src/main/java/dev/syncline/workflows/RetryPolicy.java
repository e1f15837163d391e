package dev.syncline.workflows;

import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * A task's declared retries, as the engine takes them. How many there may be is counted by the
 * worker, which knows trouble of the other system from a lost worker; the engine itself retries
 * without limit.
 *
 * @param maxAttempts retries after the first attempt
 * @param jitter how much a pause varies, 0.2 for ±20 %
 */
public record RetryPolicy(
    int maxAttempts, Duration initial, double multiplier, Duration max, double jitter) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.2);

  public RetryOptions options() {
    return RetryOptions.newBuilder()
        .setInitialInterval(initial)
        .setBackoffCoefficient(Math.max(1, multiplier))
        .setMaximumInterval(max.compareTo(initial) < 0 ? initial : max)
        .build();
  }

  /**
   * The pause before a retry.
   *
   * @param retry its number, from 1
   * @param random from 0 to 1
   */
  public Duration pause(int retry, double random) {
    double plain = Math.min(initial.toMillis() * Math.pow(multiplier, retry - 1), max.toMillis());
    return Duration.ofMillis(Math.round(plain * (1 + jitter * (2 * random - 1))));
  }
}
