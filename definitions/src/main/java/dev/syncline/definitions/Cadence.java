package dev.syncline.definitions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The times at which a schedule is due: the one place that knows them, whatever fires it.
 *
 * <p>{@code @every} counts from 1970-01-01T00:00Z, so that its times are the same wherever and
 * whenever they are computed. Everything else follows the clock on the wall: see {@link WallClock}
 * for the two nights a year on which that one jumps.
 */
public interface Cadence {
  /** The first time after that one; empty where there is none within the next decade. */
  Optional<Instant> next(Instant after);

  /** The next times, at most that many. */
  default List<Instant> upcoming(Instant after, int count) {
    List<Instant> times = new ArrayList<>();
    for (Optional<Instant> time = next(after);
        time.isPresent() && times.size() < count;
        time = next(time.get())) {
      times.add(time.get());
    }
    return times;
  }

  /**
   * The cadence of a schedule that {@link Cron#problem} finds no fault with.
   *
   * @throws IllegalArgumentException where it does
   */
  static Cadence of(String cron, ZoneId zone) {
    String text = cron.strip();
    if (text.startsWith(Cron.EVERY)) {
      Duration every =
          Durations.parse(text.substring(Cron.EVERY.length()).strip())
              .orElseThrow(() -> new IllegalArgumentException("no duration: " + cron));
      return after -> Optional.of(every(every.toMillis(), after));
    }
    String fields = Cron.NICKNAMES.getOrDefault(text.toLowerCase(Locale.ROOT), text);
    return new WallClock(fields.split("\\s+"), zone);
  }

  private static Instant every(long millis, Instant after) {
    return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis);
  }
}
