package dev.syncline.connectors.http;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** At most so many calls in any span of the given length. */
final class RateLimit {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final int requests;
  private final long perNanos;
  private final ArrayDeque<Long> recent = new ArrayDeque<>();

  RateLimit(int requests, Duration per) {
    this.requests = requests;
    this.perNanos = per.toNanos();
  }

  /** The connection's {@code rate_limit}; without one there is no limit. */
  static RateLimit of(ConnectionConfig connection) {
    JsonNode limit = connection.settings().path("rate_limit");
    if (limit.isMissingNode() || limit.isNull()) {
      return new RateLimit(0, Duration.ofSeconds(1));
    }
    int requests = limit.path("requests").asInt(0);
    if (requests <= 0) {
      throw SynclineException.of(
          Category.INVALID, "setting 'rate_limit.requests' must be a number above zero");
    }
    return new RateLimit(
        requests, Durations.parse("rate_limit.per", limit.path("per").asString("1s")));
  }

  /** Waits until a call may go out. */
  void await(Runnable heartbeat) {
    long wait = take();
    while (wait > 0) {
      heartbeat.run();
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(wait, SLICE_NANOS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SynclineException.of(Category.CANCELLED, "stopped while keeping the rate limit")
            .because(e);
      }
      wait = take();
    }
  }

  /** Takes a place and answers 0, or answers how long to wait for one. */
  private synchronized long take() {
    long now = System.nanoTime();
    while (!recent.isEmpty() && now - recent.getFirst() >= perNanos) {
      recent.removeFirst();
    }
    if (requests == 0 || recent.size() < requests) {
      if (requests > 0) {
        recent.addLast(now);
      }
      return 0;
    }
    return recent.getFirst() + perNanos - now;
  }
}
