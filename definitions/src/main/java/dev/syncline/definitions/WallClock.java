package dev.syncline.definitions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression by the clock on the wall of a time zone. Day of month and day of week, where
 * both are given, are alternatives, as in every cron.
 *
 * <p>Where the clock is put forward, times in the hour that is left out are due once, at the moment
 * the clock jumps. Where it is put back, times in the hour that comes twice are due the first time
 * only. A schedule of every hour instead goes on as time passes: nothing is made up for in spring,
 * and it does not pause for an hour in autumn.
 */
final class WallClock implements Cadence {
  /** 29 February can be eight years away, across a century that is no leap year. */
  private static final int DAYS_AHEAD = 9 * 366;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean eitherDay;
  private final ZoneId zone;

  WallClock(String[] fields, ZoneId zone) {
    this.minutes = CronField.MINUTE.numbers(fields[0]);
    this.hours = CronField.HOUR.numbers(fields[1]);
    this.days = CronField.DAY_OF_MONTH.numbers(fields[2]);
    this.months = CronField.MONTH.numbers(fields[3]);
    this.weekdays = CronField.DAY_OF_WEEK.numbers(fields[4]);
    this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    this.zone = zone;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    // A day early: where the clock is put back over midnight, a date comes again.
    LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1);
    for (int ahead = 0; ahead < DAYS_AHEAD; ahead++, day = day.plusDays(1)) {
      if (falls(day)) {
        Optional<Instant> found = firstOn(day, after);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean falls(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean inMonth = days.get(day.getDayOfMonth());
    boolean inWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
    return eitherDay ? inMonth || inWeek : inMonth && inWeek;
  }

  private Optional<Instant> firstOn(LocalDate day, Instant after) {
    Instant first = null;
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        for (Instant time : times(day.atTime(hour, minute))) {
          if (time.isAfter(after) && (first == null || time.isBefore(first))) {
            first = time;
          }
        }
      }
    }
    return Optional.ofNullable(first);
  }

  /** The moments that a time on the wall stands for: none, one or two. */
  private List<Instant> times(LocalDateTime wall) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(wall);
    if (offsets.isEmpty()) {
      return everyHour() ? List.of() : List.of(rules.getTransition(wall).getInstant());
    }
    return offsets.stream()
        .limit(everyHour() ? 2 : 1)
        .map(offset -> wall.toInstant(offset))
        .toList();
  }

  private boolean everyHour() {
    return hours.cardinality() == 24;
  }
}
