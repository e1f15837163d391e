package dev.syncline.definitions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks schedules: five-field cron, {@code @daily} and its like, {@code @every 15m}. */
public final class Cron {
  static final String EVERY = "@every";

  /** What the nicknames stand for. */
  static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private Cron() {}

  /** What is wrong and what is allowed, or empty where the schedule can be used. */
  public static Optional<String> problem(String cron) {
    String text = cron.strip();
    if (text.startsWith(EVERY)) {
      boolean good =
          Durations.parse(text.substring(EVERY.length()).strip())
              .filter(d -> d.toSeconds() >= 1 && d.toDays() <= 366)
              .isPresent();
      return good
          ? Optional.empty()
          : Optional.of("'" + cron + "' needs a duration from 1s to 366d, such as @every 15m");
    }
    if (text.startsWith("@")) {
      return NICKNAMES.containsKey(text)
          ? Optional.empty()
          : Optional.of(
              "'"
                  + cron
                  + "' is unknown; use @every 15m or one of "
                  + new TreeMap<>(NICKNAMES).keySet());
    }
    return fieldProblem(cron, text.split("\\s+"));
  }

  private static Optional<String> fieldProblem(String cron, String[] parts) {
    CronField[] fields = CronField.values();
    if (parts.length != fields.length) {
      return Optional.of(
          "'"
              + cron
              + "' has "
              + parts.length
              + " fields; cron has five: minute hour day-of-month month day-of-week");
    }
    for (int i = 0; i < parts.length; i++) {
      Optional<String> problem = fields[i].problem(parts[i]);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Cadence.of(cron, ZoneOffset.UTC).next(Instant.EPOCH).isPresent()
        ? Optional.empty()
        : Optional.of("'" + cron + "' names a day that no month has");
  }
}
