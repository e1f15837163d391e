package dev.syncline.connectors.settings;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 500ms 30s 1m 2h}, {@code minute}, or ISO 8601. */
public final class Durations {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d+)?\\s*(ms|milliseconds?|s|seconds?|m|minutes?|h|hours?|d|days?)?");

  private Durations() {}

  /** The connection's {@code timeout}. */
  public static Duration timeout(ConnectionConfig connection, Duration otherwise) {
    return connection.setting("timeout").map(text -> parse("timeout", text)).orElse(otherwise);
  }

  /** Throws INVALID naming the setting where the text is no span, or not longer than zero. */
  public static Duration parse(String setting, String text) {
    Duration span = span(setting, text);
    if (span.isZero() || span.isNegative()) {
      throw invalid(setting, text);
    }
    return span;
  }

  private static Duration span(String setting, String text) {
    Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!text.isBlank() && matcher.matches()) {
      String unit = matcher.group(2) == null ? "s" : matcher.group(2);
      try {
        long amount = matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
        return switch (unit.startsWith("ms") || unit.startsWith("milli") ? 'x' : unit.charAt(0)) {
          case 'x' -> Duration.ofMillis(amount);
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          case 'd' -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        };
      } catch (NumberFormatException | ArithmeticException e) {
        throw invalid(setting, text).because(e);
      }
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw invalid(setting, text).because(e);
    }
  }

  private static SynclineException invalid(String setting, String text) {
    return SynclineException.of(
        Category.INVALID,
        "setting '" + setting + "': '" + text + "' is no span of time; write for example 30s");
  }
}
