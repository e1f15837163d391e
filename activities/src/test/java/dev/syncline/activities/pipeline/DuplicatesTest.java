package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Counts;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Likely duplicates are merged or proposed, and every decision can be undone or is remembered. */
class DuplicatesTest extends DuplicatePeople {
  /** Records, external ids and keys by the record they belong to. */
  private List<Map<String, Object>> state() {
    return pipeline.sql(
        """
        select 'r' as kind, record_id, data::text as value from syncline.record
        where tenant = ? and deleted_at is null
        union all select 'i', record_id, external_id || is_primary from syncline.id_map
        where tenant = ?
        union all select 'k', record_id, key::text from syncline.match_key where tenant = ?
        order by 1, 2, 3
        """,
        pipeline.tenant,
        pipeline.tenant,
        pipeline.tenant);
  }

  @Test
  void alikeRowsAreOneRecordAndTheirPairIsExplained() {
    pipeline.task("people", PEOPLE.formatted(""));
    twoOfThree();

    assertThat(pipeline.full("people").counts()).isEqualTo(new Counts(3, 2, 0, 0, 1, 0, 0, 0, 0));

    DuplicateRow pair = pairs(DuplicateStatus.MERGED).get(0);
    assertThat(pair.automatic()).isTrue();
    assertThat(pair.score()).isGreaterThan(0.9);
    assertThat(pair.left().externalIds()).contains("\"1\"").doesNotContain("\"2\"");
    assertThat(pair.right().externalIds()).contains("\"2\"");
    assertThat(pair.reasons()).contains("birth_date").contains("phone");
    assertThat(
            pipeline.sql(
                "select merged_into from syncline.record where record_id = ?",
                pair.right().recordId()))
        .containsExactly(Map.of("merged_into", pair.left().recordId()));
  }

  @Test
  void aSecondRunOfTheSameSourceChangesNothing() {
    pipeline.task("people", PEOPLE.formatted(""));
    twoOfThree();
    pipeline.full("people");
    List<String> before = pipeline.traces();

    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(3);
    assertThat(pipeline.traces()).isEqualTo(before);
    assertThat(pipeline.count("duplicate")).isEqualTo(1);
  }

  @Test
  void aMergedPairComesApartAndStaysApart() {
    pipeline.task("people", PEOPLE.formatted(""));
    twoOfThree();
    pipeline.full("people");
    DuplicateRow pair = pairs(DuplicateStatus.MERGED).get(0);

    unmerging.unmerge(pipeline.tenant, pair, "ann");

    assertThat(pipeline.records()).hasSize(3).anyMatch(data -> data.contains("Margret"));
    assertThat(
            pipeline.sql(
                "select record_id from syncline.id_map where tenant = ? and external_id = '2'",
                pipeline.tenant))
        .containsExactly(Map.of("record_id", pair.right().recordId()));
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(3);
    crm.rows(person("2", "Margret", "Thomson", "1961-04-17", "0161 496 0237", "York"));
    pipeline.full("people");
    assertThat(pipeline.records()).hasSize(3).anyMatch(data -> data.contains("York"));
    assertThat(pairs(DuplicateStatus.OPEN)).isEmpty();
    assertThatThrownBy(() -> unmerging.unmerge(pipeline.tenant, pair, "ann"))
        .isInstanceOf(SynclineException.class)
        .hasMessageContaining("unmerged");
  }

  @Test
  void unmergingUndoesAMergeByHand() {
    pipeline.task("people", PEOPLE.formatted(",'merge_at': 1.0, 'review_at': 0.5"));
    twoOfThree();
    assertThat(pipeline.full("people").counts().created()).isEqualTo(3);
    List<Map<String, Object>> before = state();
    DuplicateRow pair = pairs(DuplicateStatus.OPEN).get(0);

    merging.merge(pipeline.tenant, pair, "ann");
    assertThat(pipeline.records()).hasSize(2);
    assertThat(pairs(DuplicateStatus.MERGED)).hasSize(1).noneMatch(DuplicateRow::automatic);
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(3);
    unmerging.unmerge(pipeline.tenant, pair, "ann");

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void unmergingAfterLaterSyncsGivesEachRecordItsOwnRowsValues() {
    pipeline.task("people", PEOPLE.formatted(""));
    twoOfThree();
    pipeline.full("people");
    crm.rows(
        person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Hull"),
        person("2", "Margret", "Thomson", "1961-04-17", "0161 496 0999", ""));
    pipeline.full("people");

    unmerging.unmerge(pipeline.tenant, pairs(DuplicateStatus.MERGED).get(0), "ann");

    assertThat(pipeline.records())
        .anyMatch(data -> data.contains("Hull") && data.contains("0237"))
        .anyMatch(data -> data.contains("Margret") && data.contains("0999"));
  }

  @Test
  void whatWasDismissedIsNeverProposedAgain() {
    pipeline.task("people", PEOPLE.formatted(",'merge_at': 1.0, 'review_at': 0.5"));
    twoOfThree();
    pipeline.full("people");
    assertThat(duplicates.dismiss(pipeline.tenant, pairs(DuplicateStatus.OPEN).get(0).id(), "ann"))
        .isTrue();
    crm.rows(person("2", "Margaret", "Thomson", "1961-04-17", "0161 496 0237", ""));

    assertThat(pipeline.full("people").counts().updated()).isEqualTo(1);

    assertThat(pairs(DuplicateStatus.OPEN)).isEmpty();
    assertThat(pairs(DuplicateStatus.DISMISSED)).hasSize(1);
  }

  @Test
  void aChangedRowThatNowIsLikeAnotherRecordIsProposed() {
    pipeline.task("people", PEOPLE.formatted(""));
    crm.rows(
        person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"),
        person("2", "Someone", "Else", "1990-01-31", "0117 496 0555", "Bath"));
    assertThat(pipeline.full("people").counts().created()).isEqualTo(2);
    crm.rows(person("2", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"));

    pipeline.full("people");

    assertThat(pairs(DuplicateStatus.OPEN)).hasSize(1);
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void rowsOfLaterWindowsMeetTheStoredOnes() {
    pipeline.task(
        "people",
        PEOPLE.formatted("").replace("'key': 'id',", "'key': 'id', 'batch': {'size': 1},"));
    twoOfThree();

    assertThat(pipeline.full("people").counts().duplicate()).isEqualTo(1);
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void laterRowsMeetARecordByTheKeysOfTheOneThatWasMergedIntoIt() {
    pipeline.task("people", PEOPLE.formatted(""));
    String margaret = person("2", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds");
    crm.rows(person("1", "Oliver", "Okafor", "1988-11-02", "020 7946 0991", "York"), margaret);
    pipeline.full("people");
    DuplicateRow pair = proposed();
    merging.merge(pipeline.tenant, pair, "ann");

    crm.rows(margaret.replace("\"2\"", "\"3\""));
    pipeline.full("people");

    assertThat(pairs(DuplicateStatus.OPEN))
        .extracting(open -> open.left().recordId())
        .contains(pair.left().recordId());
  }

  @Test
  void laterRowsFindTheRecordThatWasTakenFromAnother() {
    pipeline.task("people", PEOPLE.formatted(""));
    twoOfThree();
    pipeline.full("people");
    DuplicateRow pair = pairs(DuplicateStatus.MERGED).get(0);
    unmerging.unmerge(pipeline.tenant, pair, "ann");

    crm.rows(person("4", "Margret", "Thomson", "1961-04-17", "0161 496 0237", ""));
    pipeline.full("people");

    assertThat(
            pipeline.sql(
                "select record_id from syncline.id_map where tenant = ? and external_id = '4'",
                pipeline.tenant))
        .containsExactly(Map.of("record_id", pair.right().recordId()));
  }

  /** The two records there are, for a merge by hand. */
  private DuplicateRow proposed() {
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id,
              right_id, survivorship, reasons, sync_id)
            select tenant, entity, 'open', false, 0.7, min(record_id::text)::uuid,
              max(record_id::text)::uuid, 'merge_fields', '[]', min(created_by::text)::uuid
            from syncline.record where tenant = ? and merged_into is null
            group by tenant, entity
            """)
        .param(pipeline.tenant)
        .update();
    return pairs(DuplicateStatus.OPEN).get(0);
  }
}
