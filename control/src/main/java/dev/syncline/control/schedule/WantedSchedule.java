package dev.syncline.control.schedule;

import dev.syncline.definitions.Cadence;
import dev.syncline.definitions.Cron;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.schedule.ScheduleRow;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is to be. It names a task or an entity, not both.
 *
 * @param name for people; may be left out
 */
public record WantedSchedule(
    @Nullable String name,
    @Nullable String entity,
    @Nullable String task,
    String cron,
    String timezone,
    SyncMode mode,
    boolean enabled) {

  /** Throws INVALID with code INVALID_CRON or INVALID_TIMEZONE. */
  public WantedSchedule {
    cron = cron.strip();
    Cron.problem(cron)
        .ifPresent(
            problem -> {
              throw SynclineException.of(Category.INVALID, "INVALID_CRON", "cron: " + problem);
            });
    zone(timezone);
  }

  /** The times at which it is due. */
  public Cadence cadence() {
    return Cadence.of(cron, zone(timezone));
  }

  /** The times at which a stored schedule is due. */
  public static Cadence cadence(ScheduleRow row) {
    return Cadence.of(row.cron(), zone(row.timezone()));
  }

  private static ZoneId zone(String name) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(name)) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      throw unknown(name).because(e);
    }
    throw unknown(name);
  }

  private static SynclineException unknown(String name) {
    return SynclineException.of(
        Category.INVALID,
        "INVALID_TIMEZONE",
        "'" + name + "' is no time zone; write an IANA name such as Europe/Berlin or UTC");
  }
}
