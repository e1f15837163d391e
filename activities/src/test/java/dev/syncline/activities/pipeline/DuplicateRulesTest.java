package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Likely duplicates are merged or proposed, and every decision can be undone or is remembered. */
class DuplicateRulesTest extends DuplicatePeople {
  private static final String RULES =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'first_name': 'first', 'last_name': 'last', 'birth_date': 'born',
                  'phone': 'phone', 'city': 'city'},
       'dedupe': {'match': [%s]%s}}
      """;

  @Test
  void whatAnExactRuleMergedIsListedAndComesApart() {
    pipeline.task("people", RULES.formatted("{'exact': ['phone']}", ""));
    twoOfThree();

    assertThat(pipeline.full("people").counts().duplicate()).isEqualTo(1);

    DuplicateRow pair = pairs(DuplicateStatus.MERGED).get(0);
    assertThat(pair.automatic()).isTrue();
    assertThat(pair.score()).isEqualTo(1);
    assertThat(pair.reasons()).contains("phone").contains("0161 496 0237");
    unmerging.unmerge(pipeline.tenant, pair, "ann");
    assertThat(pipeline.records()).hasSize(3);
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(3);
  }

  @Test
  void anExactRuleThatMeetsAStoredRecordIsListedWithBothValues() {
    pipeline.task("people", RULES.formatted("{'exact': ['phone']}", ""));
    crm.rows(person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"));
    pipeline.full("people");
    crm.rows(
        person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"),
        person("2", "M.", "T.", "", "0161 496 0237", ""));

    pipeline.full("people");

    assertThat(pairs(DuplicateStatus.MERGED))
        .singleElement()
        .satisfies(pair -> assertThat(pair.reasons()).contains("\"left\": \"0161 496 0237\""));
  }

  @Test
  void ownRulesMergeAndProposeByTheirMean() {
    pipeline.task(
        "people",
        RULES.formatted(
            "{'field': 'first_name', 'method': 'jaro_winkler', 'weight': 2},"
                + "{'field': 'last_name', 'method': 'phonetic', 'locale': 'de'},"
                + "{'field': 'birth_date', 'method': 'date', 'within': 10, 'threshold': 0.5}",
            ", 'merge_at': 0.95, 'review_at': 0.6"));
    crm.rows(
        person("1", "Anna", "Meyer", "1961-04-17", "", ""),
        person("2", "Anna", "Maier", "1961-04-17", "", ""),
        person("3", "Anne", "Mayr", "1961-04-19", "", ""),
        person("4", "Oliver", "Okafor", "1988-11-02", "", ""));

    assertThat(pipeline.full("people").counts().duplicate()).isEqualTo(1);

    assertThat(pairs(DuplicateStatus.MERGED))
        .singleElement()
        .satisfies(pair -> assertThat(pair.reasons()).contains("last_name (phonetic)"));
    assertThat(pairs(DuplicateStatus.OPEN))
        .isNotEmpty()
        .allSatisfy(pair -> assertThat(pair.score()).isBetween(0.6, 0.95));
  }

  @Test
  void singleFieldsSurviveByRulesOfTheirOwn() {
    pipeline.task(
        "people",
        RULES.formatted(
            "{'exact': ['phone']}",
            ", 'survivorship': {'default': 'merge_fields', 'fields': {'last_name': 'keep_first'}}"));
    crm.rows(person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"));
    pipeline.full("people");
    crm.rows(
        person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds"),
        person("2", "Margret", "Thomson", "1961-04-17", "0161 496 0237", ""));

    pipeline.full("people");

    assertThat(pipeline.records())
        .singleElement()
        .asString()
        .contains("Margret")
        .contains("Thompson")
        .contains("Leeds");
    assertThat(
            pipeline.sql(
                "select operation, external_id from syncline.record_history where tenant = ?",
                pipeline.tenant))
        .containsExactly(Map.of("operation", "merge", "external_id", "2"));
  }
}
