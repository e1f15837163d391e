package dev.syncline.definitions;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks schedules: five-field cron, {@code @daily} and its like, {@code @every 15m}. */
public final class Cron {
  private static final List<String> NICKNAMES =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final List<Part> PARTS =
      List.of(
          new Part("minute", 0, 59, List.of()),
          new Part("hour", 0, 23, List.of()),
          new Part("day of month", 1, 31, List.of()),
          new Part("month", 1, 12, MONTHS),
          new Part("day of week", 0, 7, DAYS));
  private static final Pattern RANGE =
      Pattern.compile("(\\*|([A-Za-z]{3}|\\d{1,2})(-([A-Za-z]{3}|\\d{1,2}))?)(/(\\d{1,2}))?");

  private Cron() {}

  /** What is wrong and what is allowed, or empty where the schedule can be used. */
  public static Optional<String> problem(String cron) {
    String text = cron.strip();
    if (text.startsWith("@every")) {
      boolean good =
          Durations.parse(text.substring("@every".length()))
              .filter(d -> d.toSeconds() >= 1)
              .isPresent();
      return good
          ? Optional.empty()
          : Optional.of("'" + cron + "' needs a duration of at least 1s, such as @every 15m");
    }
    if (text.startsWith("@")) {
      return NICKNAMES.contains(text)
          ? Optional.empty()
          : Optional.of("'" + cron + "' is unknown; use @every 15m or one of " + NICKNAMES);
    }
    String[] parts = text.split("\\s+");
    if (parts.length != PARTS.size()) {
      return Optional.of(
          "'"
              + cron
              + "' has "
              + parts.length
              + " fields; cron has five: minute hour day-of-month month day-of-week");
    }
    for (int i = 0; i < parts.length; i++) {
      Part part = PARTS.get(i);
      for (String range : parts[i].split(",", -1)) {
        if (!part.allows(range)) {
          return Optional.of(
              "'"
                  + range
                  + "' is no "
                  + part.name
                  + "; it runs from "
                  + part.min
                  + " to "
                  + part.max);
        }
      }
    }
    return Optional.empty();
  }

  private record Part(String name, int min, int max, List<String> words) {
    boolean allows(String range) {
      Matcher form = RANGE.matcher(range);
      if (!form.matches() || ("0".equals(form.group(6)) || "00".equals(form.group(6)))) {
        return false;
      }
      if (form.group(2) == null) {
        return true;
      }
      int from = number(form.group(2));
      int to = form.group(4) == null ? from : number(form.group(4));
      return from >= min && to <= max && from <= to;
    }

    private int number(String text) {
      if (Character.isDigit(text.charAt(0))) {
        return Integer.parseInt(text);
      }
      int index = words.indexOf(text.toUpperCase(Locale.ROOT));
      return index < 0 ? -1 : index + (min == 1 ? 1 : 0);
    }
  }
}
