package dev.syncline.store.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.duplicate.Snapshot.Place;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of changes that came between a merge and its undoing. */
class ApartTest {
  private static final Survivorship NEWCOMERS =
      new Survivorship(Survivorship.Rule.MERGE_FIELDS, Map.of());
  private static final UUID OLD_KEY = new UUID(1, 1);
  private static final UUID NEW_KEY = new UUID(2, 2);

  private static ObjectNode json(String text) {
    return SnapshotJson.object(text.replace('\'', '"'));
  }

  private static Row row(String id, boolean primary, String base) {
    return new Row(new Place("crm", "", id), primary, true, false, json(base), null);
  }

  private static Snapshot part(String data, Set<UUID> keys, Row... rows) {
    return new Snapshot(json(data), null, List.of(rows), keys);
  }

  private final Snapshot left =
      part("{'city':'York','tel':'1'}", Set.of(), row("1", true, "{'city':'York','tel':'1'}"));
  private final Snapshot right =
      part(
          "{'city':'Bath','note':'x'}",
          Set.of(OLD_KEY),
          row("2", true, "{'city':'Bath','note':'x'}"));
  private final Apart apart = new Apart(left, right, NEWCOMERS);

  private Snapshot merged(String data, String leftBase, String rightBase) {
    return part(data, Set.of(OLD_KEY), row("1", true, leftBase), row("2", false, rightBase));
  }

  private void thenIs(String stays, String goes) {
    assertThat(apart.stays().data()).isEqualTo(json(stays));
    assertThat(apart.goes().data()).isEqualTo(json(goes));
  }

  @Test
  void withoutChangesBothAreWhatTheyWere() {
    apart.later(
        merged(
            "{'city':'Bath','note':'x','tel':'1'}",
            "{'city':'York','tel':'1'}",
            "{'city':'Bath','note':'x'}"));

    assertThat(apart.stays()).isEqualTo(left);
    assertThat(apart.goes()).isEqualTo(right);
  }

  @Test
  void aChangeGoesWithTheRowThatMadeIt() {
    apart.later(
        merged(
            "{'city':'Hull','note':'y','tel':'2'}",
            "{'city':'York','tel':'2'}",
            "{'city':'Hull','note':'y'}"));

    thenIs("{'city':'York','tel':'2'}", "{'city':'Hull','note':'y'}");
  }

  @Test
  void bothRowsKeepWhatTheyCameTo() {
    apart.later(merged("{'city':'Hull'}", "{'city':'Hull'}", "{'city':'Hull'}"));

    thenIs("{'city':'Hull'}", "{'city':'Hull'}");
  }

  @Test
  void aChangeThatNoRowMadeStaysWithTheLeftRecord() {
    apart.later(
        merged(
            "{'city':'Bath','note':'by hand','tel':'1'}",
            "{'city':'York','tel':'1'}",
            "{'city':'Bath','note':'x'}"));

    thenIs("{'city':'York','note':'by hand','tel':'1'}", "{'city':'Bath','note':'x'}");
  }

  @Test
  void aChangeThatTheOthersValueHidShowsAgain() {
    apart.later(
        merged(
            "{'city':'Bath','note':'x','tel':'1'}",
            "{'city':'Hull','tel':'1'}",
            "{'city':'Bath','note':'x'}"));

    thenIs("{'city':'Hull','tel':'1'}", "{'city':'Bath','note':'x'}");
  }

  @Test
  void whatCameToTheMergedRecordStaysAndTheFirstRowOfItsKindIsPrimary() {
    Row late = new Row(new Place("shop", "", "7"), false, true, false, json("{}"), null);
    apart.later(
        part(
            "{'city':'Bath','note':'x','tel':'1'}",
            Set.of(OLD_KEY, NEW_KEY),
            row("1", true, "{'city':'York','tel':'1'}"),
            row("2", false, "{'city':'Bath','note':'x'}"),
            late));

    assertThat(apart.stays().rows()).contains(late.withPrimary(true)).hasSize(2);
    assertThat(apart.stays().keys()).containsExactly(NEW_KEY);
    assertThat(apart.goes().keys()).containsExactly(OLD_KEY);
  }

  @Test
  void aRecordWithoutAnySourceRowLeftIsAnOrphan() {
    apart.later(part("{'city':'Bath'}", Set.of(), row("1", true, "{'city':'York','tel':'1'}")));

    assertThat(apart.orphansOfGoing())
        .extracting(Row::place)
        .containsExactly(new Place("crm", "", "2"));
    assertThat(apart.orphansOfStaying()).isEmpty();
  }

  @Test
  void anotherMergeOfTheRecordIsAsIfThePairHadNeverBeen() {
    Snapshot third = part("{'note':'z'}", Set.of(NEW_KEY), row("3", true, "{'note':'z'}"));
    apart.took(third, NEWCOMERS);

    assertThat(apart.stays()).isEqualTo(left.joined(third, NEWCOMERS));
  }

  @Test
  void soItIsWhereTheRecordWentIntoAThird() {
    Snapshot third = part("{'note':'z'}", Set.of(NEW_KEY), row("3", true, "{'note':'z'}"));
    apart.wentInto(third, NEWCOMERS);

    assertThat(apart.stays()).isEqualTo(third.joined(left, NEWCOMERS));
    assertThat(apart.goes()).isEqualTo(right);
  }

  @Test
  void numbersKeepEveryDigit() {
    String exact = "{\"n\":1234567890.12345678901234567890,\"m\":1.50}";

    assertThat(SnapshotJson.text(SnapshotJson.object(exact))).isEqualTo(exact);
  }
}
