package dev.syncline.definitions;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the five parts of a cron expression: its name, what it runs from and to, its words. */
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** Both 0 and 7 are Sunday. */
  DAY_OF_WEEK("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final Pattern RANGE =
      Pattern.compile("(\\*|([A-Za-z]{3}|\\d{1,2})(-([A-Za-z]{3}|\\d{1,2}))?)(/(\\d{1,2}))?");

  private final String label;
  private final int min;
  private final int max;
  private final List<String> words;

  CronField(String label, int min, int max, List<String> words) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.words = words;
  }

  /** What is wrong with the text of this part, or empty. */
  Optional<String> problem(String text) {
    for (String range : text.split(",", -1)) {
      if (!allows(range)) {
        return Optional.of(
            "'" + range + "' is no " + label + "; it runs from " + min + " to " + max);
      }
    }
    return Optional.empty();
  }

  private boolean allows(String range) {
    Matcher form = RANGE.matcher(range);
    if (!form.matches() || "0".equals(form.group(6)) || "00".equals(form.group(6))) {
      return false;
    }
    if (form.group(2) == null) {
      return true;
    }
    int from = number(form.group(2));
    int to = form.group(4) == null ? from : number(form.group(4));
    return from >= min && to <= max && from <= to;
  }

  /** The numbers that the text of this part, which has no problem, stands for. */
  BitSet numbers(String text) {
    BitSet numbers = new BitSet();
    for (String range : text.split(",", -1)) {
      Matcher form = RANGE.matcher(range);
      if (!form.matches()) {
        throw new IllegalArgumentException("'" + range + "' is no " + label);
      }
      boolean any = form.group(2) == null;
      int from = any ? min : number(form.group(2));
      int to = form.group(4) != null ? number(form.group(4)) : any ? last() : from;
      int step = form.group(6) == null ? 1 : Integer.parseInt(form.group(6));
      // As in cron, 5/15 goes on to the end.
      int end = form.group(6) != null && form.group(4) == null ? last() : to;
      for (int number = from; number <= Math.max(end, from); number += step) {
        numbers.set(this == DAY_OF_WEEK ? number % 7 : number);
      }
    }
    return numbers;
  }

  /** The last number of a star: Sunday counts once. */
  private int last() {
    return this == DAY_OF_WEEK ? 6 : max;
  }

  private int number(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    int index = words.indexOf(text.toUpperCase(Locale.ROOT));
    return index < 0 ? -1 : index + min;
  }
}
