package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What an answer that is no success means. */
final class HttpTrouble {
  private HttpTrouble() {}

  static SynclineException of(HttpAnswer answer, Clock clock) {
    String said =
        "%s answered %d: %s"
            .formatted(
                Addresses.shown(answer.address()),
                answer.status(),
                answer.body().length == 0 ? "(empty body)" : answer.beginning());
    int status = answer.status();
    if (status == 401 || status == 403) {
      return SynclineException.of(
          Category.AUTH, said + "; check the connection's auth and credentials");
    }
    if (status == 404 || status == 410) {
      return SynclineException.of(
          Category.NOT_FOUND, said + "; check base_url and the resource's path");
    }
    if (status == 429) {
      return paused(SynclineException.of(Category.RATE_LIMITED, said), answer, clock);
    }
    if (status >= 500 || status == 408 || status == 425) {
      return paused(SynclineException.of(Category.UNAVAILABLE, said), answer, clock);
    }
    return SynclineException.of(Category.INVALID, said);
  }

  private static SynclineException paused(SynclineException e, HttpAnswer answer, Clock clock) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .flatMap(text -> pause(text, clock))
        .map(e::retryAfter)
        .orElse(e);
  }

  /** {@code Retry-After} is a number of seconds or a date (RFC 9110, 10.2.3). */
  private static Optional<Duration> pause(String text, Clock clock) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant until =
            ZonedDateTime.parse(
                    text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                .toInstant();
        Duration pause = Duration.between(clock.instant(), until);
        return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
      } catch (DateTimeException notADate) {
        return Optional.empty();
      }
    }
  }

  static SynclineException notJson(HttpAnswer answer, Throwable cause) {
    return SynclineException.of(
            Category.INVALID,
            "NOT_JSON",
            "%s answered no JSON but %s: %s; check base_url, the path and auth"
                .formatted(
                    Addresses.shown(answer.address()), answer.contentType(), answer.beginning()))
        .because(cause);
  }

  static SynclineException cut(HttpAnswer answer, Throwable cause) {
    return SynclineException.of(
            Category.UNAVAILABLE,
            "BODY_CUT",
            "the answer of %s ends in the middle, after %d bytes"
                .formatted(Addresses.shown(answer.address()), answer.body().length))
        .because(cause);
  }
}
