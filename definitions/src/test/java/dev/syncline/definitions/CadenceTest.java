package dev.syncline.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> times(String cron, ZoneId zone, String after, int count) {
    return Cadence.of(cron, zone).upcoming(Instant.parse(after), count).stream()
        .map(time -> time.atZone(zone).toOffsetDateTime().toString())
        .toList();
  }

  /** On 2026-03-29 the clock in Berlin jumps from 02:00+01 to 03:00+02. */
  @Test
  void aTimeThatSpringLeavesOutIsDueOnceWhenTheClockJumps() {
    assertThat(times("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(times("0,30 2,3 * * *", BERLIN, "2026-03-29T00:00:00Z", 3))
        .as("03:00 is due once, though 02:00 and 02:30 moved there")
        .containsExactly(
            "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:00+02:00");
  }

  /** On 2026-10-25 it goes back from 03:00+02 to 02:00+01. */
  @Test
  void aTimeThatComesTwiceInAutumnIsDueTheFirstTime() {
    assertThat(times("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(times("30 2 * * *", BERLIN, "2026-10-25T00:30:00Z", 1))
        .as("asked between the two")
        .containsExactly("2026-10-26T02:30+01:00");
  }

  @Test
  void aScheduleOfEveryHourGoesOnAsTimePasses() {
    assertThat(times("*/30 * * * *", BERLIN, "2026-03-29T00:15:00Z", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
    assertThat(times("30 * * * *", BERLIN, "2026-10-24T23:00:00Z", 4))
        .containsExactly(
            "2026-10-25T01:30+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void otherZonesJumpOtherwise() {
    assertThat(times("15 2 * * *", ZoneId.of("Australia/Lord_Howe"), "2026-10-03T12:00:00Z", 1))
        .as("half an hour is left out")
        .containsExactly("2026-10-04T02:30+11:00");
    assertThat(times("0 12 30 12 *", ZoneId.of("Pacific/Apia"), "2011-12-29T00:00:00Z", 1))
        .as("a whole day is left out")
        .containsExactly("2011-12-31T00:00+14:00");
    assertThat(times("30 23 * * *", ZoneId.of("America/Havana"), "2026-10-31T12:00:00Z", 2))
        .as("the clock goes back over midnight")
        .containsExactly("2026-10-31T23:30-04:00", "2026-11-01T23:30-05:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 8-18/2 * * MON-FRI | 2026-01-02T18:30:00Z | 2026-01-05T08:00:00Z",
        "0 0 13 * 5           | 2026-01-10T00:00:00Z | 2026-01-13T00:00:00Z",
        "0 0 13 * 5           | 2026-01-13T00:00:00Z | 2026-01-16T00:00:00Z",
        "0 0 */2 * 1          | 2026-01-01T12:00:00Z | 2026-01-05T00:00:00Z",
        "0 0 * * 7            | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
        "5/20 * * * *         | 2026-01-01T00:05:00Z | 2026-01-01T00:25:00Z",
        "0 0 29 2 *           | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
        "@hourly              | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z",
        "@daily               | 2026-01-01T00:00:01Z | 2026-01-02T00:00:00Z",
        "@weekly              | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
        "@monthly             | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z",
        "@yearly              | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z",
        "@every 15m           | 2026-01-01T00:14:59Z | 2026-01-01T00:15:00Z",
        "@every 7s            | 1970-01-01T00:00:07Z | 1970-01-01T00:00:14Z"
      })
  void theNextTimeIs(String cron, Instant after, Instant next) {
    assertThat(Cadence.of(cron, ZoneOffset.UTC).next(after)).contains(next);
  }

  /** The oracle walks minute by minute through UTC, where the wall never jumps. */
  @Property(tries = 200)
  void nothingIsLeftOutAndNothingAdded(
      @ForAll @IntRange(max = 59) int minute,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(min = 1, max = 31) int day,
      @ForAll @IntRange(max = 6) int weekday,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Instant after = Instant.ofEpochSecond(second);
    LocalDateTime wall =
        LocalDateTime.ofInstant(after, ZoneOffset.UTC).withSecond(0).plusMinutes(1);
    while (!(wall.getMinute() == minute
        && wall.getHour() == hour
        && (wall.getDayOfMonth() == day || wall.getDayOfWeek().getValue() % 7 == weekday))) {
      wall = wall.plusMinutes(1);
    }
    String cron = "%d %d %d * %d".formatted(minute, hour, day, weekday);
    assertThat(Cadence.of(cron, ZoneOffset.UTC).next(after))
        .contains(wall.toInstant(ZoneOffset.UTC));
  }

  @Property(tries = 100)
  void aDailyScheduleIsDueOnceADay(
      @ForAll @IntRange(max = 59) int minute,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(min = 1970, max = 2060) int year) {
    for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
      ZoneId there = ZoneId.of(zone);
      Instant start = LocalDate.of(year, 1, 1).atStartOfDay(there).toInstant().minusMillis(1);
      List<Instant> times =
          Cadence.of("%d %d * * *".formatted(minute, hour), there).upcoming(start, 365);
      assertThat(times.stream().map(t -> LocalDate.ofInstant(t, there)).distinct()).hasSize(365);
    }
  }

  @Test
  void aDayThatNoMonthHasIsAProblem() {
    assertThat(Cron.problem("0 0 31 2 *"))
        .hasValueSatisfying(p -> assertThat(p).contains("no month"));
    assertThat(Cron.problem("0 0 29 2 *")).isEmpty();
    assertThat(Cron.problem("0 0 31 2 1")).as("Mondays of February").isEmpty();
  }
}
