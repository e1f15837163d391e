package dev.syncline.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsAndCronTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500ms",
    "1000ms, 1s",
    "90s, 90s",
    "120s, 2m",
    "60m, 1h",
    "7d, 168h",
    "0s, 0s"
  })
  void aDurationHasOneShortestText(String written, String text) {
    Duration duration = Durations.parse(written).orElseThrow();
    assertThat(Durations.text(duration)).isEqualTo(text);
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "s", "-5s", "1.5s", "PT5S", "1w", "99999999999s"})
  void whatHasNoUnitOrIsNoNumberIsNoDuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/15 * * * *",
        "0 8-18/2 1,15 JAN-jun MON-FRI",
        "0 0 * * 7",
        "@daily",
        "@every 15m"
      })
  void goodSchedulesPass(String cron) {
    assertThat(Cron.problem(cron)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "a * * * *",
        "1, * * * *",
        "@dayly",
        "@every",
        "@every 0s",
        "* * * MON *"
      })
  void badSchedulesAreNamed(String cron) {
    assertThat(Cron.problem(cron)).isPresent();
  }

  @Test
  void theProblemNamesThePartAndItsRange() {
    assertThat(Cron.problem("* 25 * * *")).hasValue("'25' is no hour; it runs from 0 to 23");
  }
}
