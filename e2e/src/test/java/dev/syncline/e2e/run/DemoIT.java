package dev.syncline.e2e.run;

import static dev.syncline.e2e.product.Launcher.syncline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher.Ended;
import dev.syncline.e2e.product.RunObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./syncline demo}, and its own advice followed. */
class DemoIT {
  private static final Pattern COUNTS =
      Pattern.compile(
          "fetched ([\\d,]+) = created ([\\d,]+) \\+ updated ([\\d,]+) \\+ skipped ([\\d,]+)"
              + "[^+]*\\+ failed ([\\d,]+)");

  private static DataFolder data;
  private static Ended demo;

  @BeforeAll
  static void runsTheDemo() {
    data = DataFolder.make();
    demo = syncline("demo", "--data", data.path()).run();
  }

  @AfterAll
  static void cleansUp() {
    data.close();
  }

  @Test
  void endsWellThoughSomeRowsAreBad() {
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("people -> customers: completed with errors");
  }

  @Test
  void printsCountsThatAddUp() {
    Matcher counts = counts();
    assertThat(number(counts, 1)).isGreaterThanOrEqualTo(10_000);
    assertThat(number(counts, 1))
        .isEqualTo(number(counts, 2) + number(counts, 3) + number(counts, 4) + number(counts, 5));
    assertThat(number(counts, 5)).isPositive();
  }

  @Test
  void namesTheRowsThatWereSetAsideWithTheirReasons() {
    assertThat(demo.out()).contains("set aside, with the reason:");
  }

  @Test
  void saysWhereTheDataIsAndWhatToTryNext() {
    assertThat(demo.out())
        .contains("syncline.record")
        .contains("./syncline serve --data " + data.resolve("").toString().replaceAll("/$", ""))
        .contains("--output json");
  }

  @Test
  void leavesNoProcessBehind() {
    assertThat(data.postmaster()).isEmpty();
    assertThat(data.devServer()).isEmpty();
  }

  @Test
  void changesNothingWhenItsFileIsRunAgain() {
    Ended again =
        syncline(
                "run",
                "--data",
                data.path(),
                data.resolve("demo/demo.yaml").toString(),
                "--output",
                "json")
            .run();
    assertThat(again.exit()).as(again.err()).isEqualTo(1);
    RunObject run = RunObject.parse(again.out().strip()).requireAccounts();
    Matcher counts = counts();
    assertThat(run.count("fetched")).isEqualTo(number(counts, 1));
    assertThat(run.count("created")).isZero();
    assertThat(run.count("updated")).isZero();
    assertThat(run.skippedBy("unchanged")).isEqualTo(number(counts, 2));
    assertThat(run.count("failed")).isEqualTo(number(counts, 5));
  }

  private static Matcher counts() {
    Matcher counts = COUNTS.matcher(demo.out());
    assertThat(counts.find()).as(demo.out()).isTrue();
    return counts;
  }

  private static long number(Matcher counts, int group) {
    return Long.parseLong(counts.group(group).replace(",", ""));
  }
}
