package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time the way systems write them: RFC 3339, {@code 2026-01-31 10:00:00} (UTC),
 * dates, {@code 20260131}, seconds or milliseconds since 1970. By hand, since a formatter costs as
 * much as the whole record.
 */
final class Timestamps {
  /** From here on a number counts milliseconds; in seconds it would lie past the year 5000. */
  private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

  private static final long LAST_SECOND = 253_402_300_799L;

  private Timestamps() {}

  /** The instant, or null where the value is none. */
  static @Nullable Instant parse(@Nullable Object value) {
    if (value instanceof String text) {
      return parse(text.strip());
    }
    BigDecimal number = Values.decimal(value);
    return number == null ? null : epoch(number);
  }

  private static @Nullable Instant parse(String text) {
    try {
      boolean dashed = text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
      if (dashed) {
        return new Scan(text).instant();
      }
      BigDecimal number = Numbers.parse(text);
      if (number == null) {
        return null;
      }
      return text.length() == 8 && isBasicDate(text) ? basicDate(text) : epoch(number);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isBasicDate(String text) {
    return (text.startsWith("19") || text.startsWith("20"))
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Instant basicDate(String text) {
    int number = Integer.parseInt(text);
    LocalDate date = LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
    return Instant.ofEpochSecond(date.toEpochDay() * 86_400);
  }

  private static @Nullable Instant epoch(BigDecimal number) {
    if (number.precision() - number.scale() > 15) {
      return null;
    }
    boolean millis = number.abs().compareTo(MILLIS_FROM) >= 0;
    BigDecimal seconds = millis ? number.movePointLeft(3) : number;
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    if (whole.abs().longValue() > LAST_SECOND) {
      return null;
    }
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole.longValue(), nanos);
  }

  /** One pass over {@code yyyy-MM-dd[T ]HH:mm[:ss[.fraction]][zone]}. */
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    @Nullable Instant instant() {
      int year = digits(4);
      at++;
      int month = digits(2);
      at++;
      int day = digits(2);
      if (year < 0 || month < 0 || day < 0) {
        return null;
      }
      long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400;
      if (at == text.length()) {
        return Instant.ofEpochSecond(seconds);
      }
      char separator = text.charAt(at++);
      boolean known = separator == 'T' || separator == 't' || separator == ' ';
      int hour = digits(2);
      int minute = skip(':') ? digits(2) : -1;
      if (!known || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
        return null;
      }
      int second = skip(':') ? digits(2) : 0;
      if (second < 0 || second > 59) {
        return null;
      }
      int nanos = skip('.') || skip(',') ? fraction() : 0;
      Integer offset = nanos < 0 ? null : offset();
      return offset == null
          ? null
          : Instant.ofEpochSecond(seconds + hour * 3600 + minute * 60 + second - offset, nanos);
    }

    private int digits(int count) {
      if (at + count > text.length()) {
        return -1;
      }
      int number = 0;
      for (int end = at + count; at < end; at++) {
        int digit = text.charAt(at) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        number = number * 10 + digit;
      }
      return number;
    }

    private boolean skip(char c) {
      boolean there = at < text.length() && text.charAt(at) == c;
      at += there ? 1 : 0;
      return there;
    }

    /** Nanoseconds; digits past the ninth are dropped. */
    private int fraction() {
      int start = at;
      int nanos = 0;
      int unit = 100_000_000;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        nanos += (text.charAt(at++) - '0') * unit;
        unit /= 10;
      }
      return at == start ? -1 : nanos;
    }

    /** Seconds east of UTC; UTC where no zone stands; null where it is none. */
    private @Nullable Integer offset() {
      skip(' ');
      if (at == text.length()) {
        return 0;
      }
      if (skip('Z') || skip('z')) {
        return at == text.length() ? 0 : null;
      }
      if (text.startsWith("UTC", at)) {
        return at + 3 == text.length() ? 0 : null;
      }
      int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
      int hours = digits(2);
      skip(':');
      int minutes = at == text.length() ? 0 : digits(2);
      boolean good =
          sign != 0
              && hours >= 0
              && hours <= 18
              && minutes >= 0
              && minutes < 60
              && at == text.length();
      return good ? sign * (hours * 3600 + minutes * 60) : null;
    }
  }
}
