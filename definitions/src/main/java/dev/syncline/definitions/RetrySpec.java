package dev.syncline.definitions;

import java.time.Duration;

/**
 * How trouble that may pass is met.
 *
 * @param maxAttempts retries after the first attempt
 * @param initial the first pause
 * @param multiplier what each further pause is longer by
 * @param max the longest pause
 * @param jitter how much a pause varies, 0.2 for ±20 %
 */
public record RetrySpec(
    int maxAttempts, Duration initial, double multiplier, Duration max, double jitter) {
  public static final RetrySpec DEFAULT =
      new RetrySpec(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.2);

  /** The pause before retry number {@code retry} (from 1), without jitter. */
  public Duration pause(int retry) {
    double millis = initial.toMillis() * Math.pow(multiplier, Math.max(0, retry - 1));
    return Duration.ofMillis((long) Math.min(millis, max.toMillis()));
  }
}
