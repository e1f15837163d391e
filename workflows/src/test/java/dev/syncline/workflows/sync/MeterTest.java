package dev.syncline.workflows.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Phase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run tells of how far it is. */
class MeterTest {
  private final Meter meter = new Meter();

  private void fetched(@Nullable Long total, boolean done) {
    meter.fetched(
        new FetchResult(
            new Staged("t", 0, new UUID(0, 0)), done ? null : "c", done, total, null, 0));
  }

  private void window(@Nullable Long total, long records, boolean last) {
    fetched(total, last);
    meter.entered(Phase.SAVING);
    meter.saved(records, last);
  }

  private @Nullable Long total() {
    return meter.progress().totalRecords();
  }

  @Test
  void ofSeveralSystemsTheTotalIsKnownWithTheLastOne() {
    meter.resumed(0, 2, 0);
    window(20L, 20, true);
    assertThat(total()).isNull();
    assertThat(meter.progress().percentage()).isEqualTo(60);

    meter.nextLeg();
    window(15L, 5, false);
    assertThat(total()).isEqualTo(35);
    assertThat(meter.progress().percentage()).isEqualTo(30 + 60 * 25 / 35);
  }

  @Test
  void rowsThatCameMeanwhileRaiseTheTotal() {
    meter.resumed(0, 1, 0);
    window(100L, 60, false);
    window(100L, 60, false);
    assertThat(total()).isEqualTo(120);
    window(100L, 1, true);
    assertThat(total()).isEqualTo(121);
  }

  @Test
  void whatASystemHasInAllIsNotKnownToARunThatGoesOnInTheMiddleOfIt() {
    meter.resumed(30, 2, 1);
    window(40L, 10, false);
    assertThat(total()).isNull();
    window(40L, 20, true);
    assertThat(total()).isEqualTo(60);
  }

  @Test
  void aPlanOfSeveralSystemsIsAppliedAsAWhole() {
    meter.resumed(0, 2, 0);
    fetched(20L, true);
    meter.planned(20);
    meter.nextLeg();
    fetched(15L, true);
    meter.planned(20);
    assertThat(total()).isEqualTo(40);
    assertThat(meter.progress().percentage()).isEqualTo(30);

    meter.applies();
    meter.entered(Phase.SAVING);
    meter.saved(30, false);
    assertThat(total()).isEqualTo(40);
    assertThat(meter.progress().percentage()).isEqualTo(75);
    meter.saved(10, true);
    assertThat(total()).isEqualTo(40);
  }

  @Test
  void aPlanThatIsAppliedLaterIsNotTakenForDone() {
    meter.resumed(0, 2, 0);
    meter.applies();
    meter.entered(Phase.SAVING);
    meter.saved(30, false);
    assertThat(total()).isNull();
    assertThat(meter.progress().percentage()).isEqualTo(30);
  }

  @Test
  void aSourceThatTellsNoTotalTellsNone() {
    meter.resumed(0, 1, 0);
    window(null, 60, false);
    assertThat(total()).isNull();
    window(null, 1, true);
    assertThat(total()).isEqualTo(61);
  }
}
