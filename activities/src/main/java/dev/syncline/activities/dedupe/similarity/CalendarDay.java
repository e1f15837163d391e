package dev.syncline.activities.dedupe.similarity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as written, right or wrong: its eight digits and, where they are a real day, that day.
 *
 * @param digits year, month, day
 */
public record CalendarDay(String digits, @Nullable LocalDate day) {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/. ]?(\\d{1,2})[-/. ]?(\\d{1,2})(?:[T ].*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})");

  /** Null where the text has no digits to speak of. */
  public static @Nullable CalendarDay of(String text) {
    Matcher first = YEAR_FIRST.matcher(text);
    if (first.matches()) {
      return made(first.group(1), first.group(2), first.group(3));
    }
    Matcher last = YEAR_LAST.matcher(text);
    if (last.matches()) {
      boolean monthFirst = Integer.parseInt(last.group(2)) > 12;
      return made(last.group(3), last.group(monthFirst ? 1 : 2), last.group(monthFirst ? 2 : 1));
    }
    String digits = Normal.digits(text);
    return digits.length() < 4 ? null : new CalendarDay(digits, null);
  }

  private static CalendarDay made(String year, String month, String day) {
    String digits = year + padded(month) + padded(day);
    try {
      return new CalendarDay(
          digits,
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return new CalendarDay(digits, null);
    }
  }

  private static String padded(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  /** Whether day and month were taken for each other. */
  public boolean swapped(CalendarDay other) {
    return digits.length() == 8
        && other.digits.length() == 8
        && digits.startsWith(other.digits.substring(0, 4))
        && digits.substring(4, 6).equals(other.digits.substring(6))
        && digits.substring(6).equals(other.digits.substring(4, 6));
  }

  /** How many of year, month and day are the same. */
  public int sameParts(CalendarDay other) {
    if (digits.length() != 8 || other.digits.length() != 8) {
      return 0;
    }
    return (digits.regionMatches(0, other.digits, 0, 4) ? 1 : 0)
        + (digits.regionMatches(4, other.digits, 4, 2) ? 1 : 0)
        + (digits.regionMatches(6, other.digits, 6, 2) ? 1 : 0);
  }
}
