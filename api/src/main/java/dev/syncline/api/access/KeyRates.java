package dev.syncline.api.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How many requests each key may make; a burst of a minute's worth, then evenly. */
@Component
class KeyRates {
  private final int perMinute;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param perMinute for each key and process; 0 for no limit
   */
  KeyRates(@Value("${syncline.rate-limit.per-minute:1200}") int perMinute) {
    this.perMinute = perMinute;
  }

  /** Takes one request from a key's share; how long to wait where nothing is left. */
  Optional<Duration> take(String key) {
    if (perMinute <= 0) {
      return Optional.empty();
    }
    ConsumptionProbe probe =
        buckets.computeIfAbsent(key, k -> bucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(
                TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}
