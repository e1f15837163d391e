package dev.syncline.activities.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.activities.plan.Gates.Evidence;
import dev.syncline.definitions.GateSpec;
import dev.syncline.store.plan.PlanSummary;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static PlanSummary plan(long create, long update, long delete) {
    return new PlanSummary(create, update, delete, 0, 0, 0, 0);
  }

  private static Evidence evidence(PlanSummary plan, long missing, long standing) {
    return new Evidence(plan, 100, missing, standing, 100L, false, true);
  }

  @Test
  void withoutLimitsAnyNumberOfChangesPasses() {
    assertThat(Gates.stop(GateSpec.DEFAULT, evidence(plan(1_000_000, 1_000, 0), 0, 1_000)))
        .isEmpty();
  }

  @Test
  void aFifthOfTheRecordsMayBeDeletedAndNoMore() {
    assertThat(Gates.stop(GateSpec.DEFAULT, evidence(plan(0, 0, 20), 20, 100))).isEmpty();
    assertThat(Gates.stop(GateSpec.DEFAULT, evidence(plan(0, 0, 21), 21, 100)))
        .containsExactly(
            "21 of 100 records (21 %) are missing from the source, more than the 20 % that"
                + " gates.max_delete_percent allows");
  }

  @Test
  void changesAreCountedTogether() {
    GateSpec gates = new GateSpec(OptionalLong.of(10), NONE, 100, NONE, NONE, false);

    assertThat(Gates.stop(gates, evidence(plan(4, 3, 3), 3, 100))).isEmpty();
    assertThat(Gates.stop(gates, evidence(plan(5, 3, 3), 3, 100)))
        .singleElement()
        .asString()
        .contains("11 records", "gates.max_changes");
  }

  /** Rows that join a record change it, and so does each system of a two-way task. */
  @Test
  void recordsThatAreChangedSeveralTimesAreOneRecordEach() {
    assertThat(Gates.stop(GateSpec.DEFAULT, evidence(plan(0, 3, 0), 0, 2))).isEmpty();
  }

  @Test
  void updatesAreHeldAgainstWhatStands() {
    GateSpec gates =
        new GateSpec(OptionalLong.empty(), OptionalDouble.of(10), 20, NONE, NONE, false);

    assertThat(Gates.stop(gates, evidence(plan(500, 10, 0), 0, 100))).isEmpty();
    assertThat(Gates.stop(gates, evidence(plan(0, 11, 0), 0, 100)))
        .singleElement()
        .asString()
        .contains("11 of 100", "max_update_percent");
    assertThat(Gates.stop(gates, evidence(plan(0, 1, 0), 0, 0))).isEmpty();
  }

  @Test
  void aSourceThatIsEmptyWhereItWasNotStops() {
    assertThat(
            Gates.stop(
                GateSpec.DEFAULT, new Evidence(PlanSummary.NONE, 0, 0, 100, 100L, false, true)))
        .containsExactly("the source is empty; the last full run read 100 records from it");
    assertThat(
            Gates.stop(
                GateSpec.DEFAULT, new Evidence(PlanSummary.NONE, 0, 0, 100, 0L, false, true)))
        .isEmpty();
    assertThat(
            Gates.stop(
                GateSpec.DEFAULT, new Evidence(PlanSummary.NONE, 0, 0, 100, null, false, true)))
        .isEmpty();
  }

  @Test
  void aSourceMuchSmallerThanBeforeStopsWhereThatIsDeclared() {
    GateSpec gates =
        new GateSpec(OptionalLong.empty(), NONE, 100, OptionalDouble.of(30), NONE, false);

    assertThat(Gates.stop(gates, new Evidence(PlanSummary.NONE, 70, 0, 0, 100L, false, true)))
        .isEmpty();
    assertThat(Gates.stop(gates, new Evidence(PlanSummary.NONE, 69, 0, 0, 100L, false, true)))
        .singleElement()
        .asString()
        .contains("69 records", "max_shrink_percent");
    assertThat(
            Gates.stop(
                GateSpec.DEFAULT, new Evidence(PlanSummary.NONE, 1, 0, 0, 100L, false, true)))
        .isEmpty();
  }

  @Test
  void aChangedMappingStopsAnUnattendedRunThatWouldRewriteMost() {
    PlanSummary plan = plan(0, 51, 0);

    assertThat(Gates.stop(GateSpec.DEFAULT, new Evidence(plan, 100, 0, 100, 100L, true, false)))
        .singleElement()
        .asString()
        .contains("the mapping changed");
    assertThat(Gates.stop(GateSpec.DEFAULT, new Evidence(plan, 100, 0, 100, 100L, true, true)))
        .isEmpty();
    assertThat(Gates.stop(GateSpec.DEFAULT, new Evidence(plan, 100, 0, 100, 100L, false, false)))
        .isEmpty();
    GateSpec declared =
        new GateSpec(OptionalLong.empty(), NONE, 20, NONE, OptionalDouble.of(5), false);
    assertThat(Gates.stop(declared, new Evidence(plan, 100, 0, 100, 100L, true, true))).hasSize(1);
  }

  @Test
  void gatesThatAreOffStopNothing() {
    GateSpec off = new GateSpec(OptionalLong.of(0), OptionalDouble.of(0), 0, NONE, NONE, true);

    assertThat(Gates.stop(off, new Evidence(plan(1, 1, 1), 0, 1, 1, 9L, true, false))).isEmpty();
  }
}
