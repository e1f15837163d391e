package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pairs under review, of records that go into others meanwhile. */
@Timeout(90)
class CarriedPairsTest extends DuplicatePeople {
  /** Records a, b, c and d, and the pairs that each makes with the next one. */
  @BeforeEach
  void eachIsLikeTheNext() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}}
        """);
    crm.rows(row("a", "Ann"), row("b", "Bob"), row("c", "Cy"), row("d", "Dee"));
    pipeline.full("people");
    propose("a", "b");
    propose("b", "c");
    propose("c", "d");
  }

  private UUID record(String id) {
    return (UUID)
        pipeline
            .sql(
                "select record_id from syncline.id_map where tenant = ? and external_id = ?",
                pipeline.tenant,
                id)
            .get(0)
            .get("record_id");
  }

  private void propose(String left, String right) {
    pipeline.sql(
        """
        insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id)
        values (?, 'people', 'open', false, 0.8, ?, ?, 'merge_fields', '[]', gen_random_uuid())
        returning id
        """,
        pipeline.tenant,
        record(left),
        record(right));
  }

  /** Each pair as the ids of its sides' rows, "a+b c" for the record of a and b, and that of c. */
  private Set<String> open() {
    return pairs(DuplicateStatus.OPEN).stream()
        .map(pair -> side(pair.left()) + " " + side(pair.right()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String side(DuplicateRow.Side side) {
    return pipeline
        .sql(
            "select external_id from syncline.id_map where tenant = ? and record_id = ? order by 1",
            pipeline.tenant,
            side.recordId())
        .stream()
        .map(row -> row.get("external_id").toString())
        .collect(Collectors.joining("+"));
  }

  private DuplicateRow merge(String sides) {
    DuplicateRow pair = pair(sides);
    merging.merge(pipeline.tenant, pair, "ann");
    return pair;
  }

  private DuplicateRow pair(String sides) {
    return pairs(DuplicateStatus.OPEN).stream()
        .filter(p -> (side(p.left()) + " " + side(p.right())).equals(sides))
        .findFirst()
        .orElseThrow();
  }

  private void unmerge(DuplicateRow pair) {
    unmerging.unmerge(
        pipeline.tenant, duplicates.find(pipeline.tenant, pair.id()).orElseThrow(), "ann");
  }

  @Test
  void theRecordThatStaysIsAskedInItsPlace() {
    merge("a b");

    assertThat(open()).containsExactly("a+b c", "c d");
    merge("a+b c");
    assertThat(open()).containsExactly("a+b+c d");
    merge("a+b+c d");
    assertThat(open()).isEmpty();
    assertThat(pipeline.records()).hasSize(1);
  }

  @Test
  void itIsTakenBackWithTheMergeInWhateverOrder() {
    DuplicateRow ab = merge("a b");
    DuplicateRow cd = merge("c d");
    assertThat(open()).containsExactly("a+b c+d");

    unmerge(ab);
    assertThat(open()).containsExactly("b c+d");
    unmerge(cd);
    assertThat(open()).containsExactly("b c");
  }

  @Test
  void ofTheOthersTheFirstIsTakenBackFirst() {
    DuplicateRow ab = merge("a b");
    DuplicateRow cd = merge("c d");

    unmerge(cd);
    assertThat(open()).containsExactly("a+b c");
    unmerge(ab);
    assertThat(open()).containsExactly("b c");
  }

  @Test
  void whatWasDismissedOfBothIsNotAskedAgain() {
    propose("a", "c");
    duplicates.dismiss(pipeline.tenant, pair("a c").id(), "ann");

    merge("a b");

    assertThat(open()).containsExactly("c d");
  }

  @Test
  void whatIsThenFoundOfThemselvesStays() {
    DuplicateRow ab = merge("a b");
    assertThat(open()).containsExactly("a+b c", "c d");
    pipeline.task("people", PEOPLE.formatted(",'merge_at': 1.0, 'review_at': 0.5"));
    crm.rows(
        person("a", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"),
        person("b", "Oliver", "Okafor", "1988-11-02", "020 7946 0991", "Hull"),
        person("c", "Margret", "Thomson", "1961-04-17", "0161 496 0237", "Leeds"));
    pipeline.full("people");

    unmerge(ab);

    assertThat(open()).contains("a c", "b c");
  }
}
