package dev.syncline.definitions;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Date patterns as {@link DateTimeFormatter} has them, strict: 31 February is refused, not moved to
 * the 28th.
 */
public final class DateFormats {
  private DateFormats() {}

  /** What is wrong with a pattern, or empty. */
  public static Optional<String> problem(String pattern, Locale locale) {
    if (pattern.isBlank()) {
      return Optional.of("must be a date format such as dd.MM.yyyy");
    }
    try {
      of(pattern, locale);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is no date format such as dd.MM.yyyy: " + e.getMessage());
    }
  }

  /** The formatter of a pattern; throws {@link IllegalArgumentException} where it is none. */
  public static DateTimeFormatter of(String pattern, Locale locale) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(prolepticYears(pattern))
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Strict resolving needs an era beside y; u is the year without one. */
  private static String prolepticYears(String pattern) {
    StringBuilder out = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) == '\'') {
        quoted = !quoted;
      } else if (!quoted && out.charAt(i) == 'y') {
        out.setCharAt(i, 'u');
      }
    }
    return out.toString();
  }
}
