package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.Conflicts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each strategy decides is kept with who decided it, and can be taken back. */
@Timeout(120)
class StrategyDecisionsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Pipeline pipeline = new Pipeline();
  private final TwinSystem crm = pipeline.twin("crm");
  private final TwinSystem books = pipeline.twin("books");
  private final Conflicts conflicts = pipeline.engine.get(Conflicts.class);
  private final ConflictDecisions decisions = pipeline.engine.get(ConflictDecisions.class);

  private void bothKnow(String name, String policy) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'modified': 'changed', 'direction': 'two_way', 'conflicts': %s,
         'fields': {'name': 'name', 'city': 'city'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'modified': 'changed', 'fields': {'name': 'name', 'city': 'city'}}]}
        """
            .formatted(policy));
    crm.setAt(NOON, "1", "{'name': '" + name + "', 'city': 'Bonn'}");
    run();
  }

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    assertThat(run.delivered().failed()).isZero();
    return run;
  }

  private ConflictRow only() {
    List<ConflictRow> rows =
        conflicts.list(pipeline.tenant, "people", null, new Range(50, 0)).items();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** Nothing but a decision sets this going. */
  private void delivered() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("it is delivered").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void bothHold(String name) {
    for (TwinSystem system : List.of(crm, books)) {
      assertThat(system.ids()).hasSize(1);
      assertThat(Objects.requireNonNull(system.row(system.ids().get(0))).path("name").asString())
          .isEqualTo(name);
    }
  }

  private void atRest() {
    int writes = crm.writes.size() + books.writes.size();
    List<String> traces = pipeline.traces();
    run();
    assertThat(crm.writes.size() + books.writes.size()).isEqualTo(writes);
    assertThat(pipeline.traces()).isEqualTo(traces);
  }

  /** Who is named by the record's history, for those changes that were decided. */
  private List<Object> deciders() {
    return pipeline
        .sql(
            "select operation || ' by ' || decided_by as who from syncline.record_history"
                + " where tenant = ? and decided_by is not null order by version",
            pipeline.tenant)
        .stream()
        .map(row -> row.get("who"))
        .toList();
  }

  /**
   * Minutes say when each side changed; the history names the strategy where the record had held
   * another value.
   */
  @ParameterizedTest
  @CsvSource({
    "source_wins, 1, 2, 'crm/two/three', ''",
    "target_wins, 2, 1, 'books/two/3', 'update by strategy target_wins'",
    "newest_wins, 1, 2, 'books/two/3', 'update by strategy newest_wins'",
    "newest_wins, 2, 1, 'crm/two/three', ''",
    "oldest_wins, 2, 1, 'books/two/3', 'update by strategy oldest_wins'",
    "oldest_wins, 1, 2, 'crm/two/three', ''",
  })
  void aStrategyIsNamedWithItsThreeValuesAndItsRunAndIsUndone(
      String strategy, int crmMinute, int booksMinute, String stands, String decider) {
    bothKnow("one/two/three", "{'strategy': '" + strategy + "'}");
    bothChange("crm/two/three", crmMinute, "books/two/3", booksMinute);
    RunRow run = run();

    bothHold(stands);
    ConflictRow conflict = only();
    assertThat(conflict.strategy()).isEqualTo(strategy);
    assertThat(conflict.resolvedBy()).isEqualTo("strategy " + strategy);
    assertThat(conflict.resolvedAt()).isNotNull();
    assertThat(conflict.syncId()).isEqualTo(run.syncId());
    ConflictField name = conflict.fields().get(0);
    assertThat(name.base().asString()).isEqualTo("one/two/three");
    assertThat(name.record().asString()).isEqualTo("crm/two/three");
    assertThat(name.incoming().asString()).isEqualTo("books/two/3");
    assertThat(name.value().asString()).isEqualTo(stands);
    assertThat(name.strategy()).isEqualTo(strategy);
    assertThat(deciders()).isEqualTo(decider.isEmpty() ? List.of() : List.of(decider));
    atRest();

    undoneTo(stands.startsWith("crm") ? "books/two/3" : "crm/two/three");
  }

  private void bothChange(String inCrm, int crmMinute, String inBooks, int booksMinute) {
    crm.setAt(NOON.plusSeconds(60L * crmMinute), "1", "{'name': '" + inCrm + "'}");
    books.setAt(NOON.plusSeconds(60L * booksMinute), "n1", "{'name': '" + inBooks + "'}");
  }

  private void undoneTo(String name) {
    decisions.undo(only(), "ben");
    delivered();
    bothHold(name);
    assertThat(deciders()).endsWith("undo by ben");
    assertThat(only().undoneBy()).isEqualTo("ben");
    atRest();
  }

  @Test
  void aMergeOfLinesIsNamedAndUndone() {
    bothKnow("one\\ntwo\\nthree", "{'strategy': 'merge'}");
    bothChange("1\\ntwo\\nthree", 1, "one\\ntwo\\n3", 2);
    run();

    bothHold("1\ntwo\n3");
    ConflictRow conflict = only();
    assertThat(conflict.resolvedBy()).isEqualTo("strategy merge");
    assertThat(conflict.fields().get(0).chosen()).isEqualTo("merged");
    assertThat(conflict.fields().get(0).value().asString()).isEqualTo("1\ntwo\n3");
    assertThat(deciders()).containsExactly("update by strategy merge");
    atRest();

    undoneTo("1\ntwo\nthree");
  }

  @Test
  void whatCannotBeMergedNamesTheStrategyThatDidDecide() {
    bothKnow("Ann", "{'strategy': 'merge', 'otherwise': 'target_wins'}");
    bothChange("Anna", 1, "Annabel", 2);
    run();

    bothHold("Annabel");
    assertThat(only().strategy()).isEqualTo("target_wins");
    assertThat(deciders()).containsExactly("update by strategy target_wins");
    undoneTo("Anna");
  }

  @Test
  void aPersonIsNamedWhereNoStrategyDecides() {
    bothKnow("Ann", "{'strategy': 'manual'}");
    bothChange("Anna", 1, "Annabel", 2);
    run();
    assertThat(only().resolvedBy()).isNull();
    assertThat(deciders()).isEmpty();

    decisions.resolve(only(), Map.of("name", new Choice.Side(false)), "ann");
    delivered();

    bothHold("Annabel");
    assertThat(only().resolvedBy()).isEqualTo("ann");
    assertThat(deciders()).containsExactly("resolve by ann");
    undoneTo("Anna");
  }

  @Test
  void fieldsWithStrategiesOfTheirOwnAreEachNamed() {
    bothKnow("Ann", "{'strategy': 'target_wins', 'fields': {'city': 'newest_wins'}}");
    crm.setAt(NOON.plusSeconds(1), "1", "{'name': 'Anna', 'city': 'Kiel'}");
    books.setAt(NOON.plusSeconds(2), "n1", "{'name': 'Annabel', 'city': 'Rome'}");
    run();

    assertThat(only().strategy()).isEqualTo("newest_wins, target_wins");
    assertThat(only().resolvedBy()).isEqualTo("strategy newest_wins, target_wins");
    assertThat(deciders()).containsExactly("update by strategy newest_wins, target_wins");
    atRest();
    undoneTo("Anna");
    assertThat(crm.contents()).isEqualTo(books.contents());
    assertThat(crm.contents()).containsExactly("{city=\"Kiel\", name=\"Anna\"}");
  }

  @Test
  void aStrategyThatDecidesRightBeforeAWriteIsNamedToo() {
    bothKnow("Ann", "{'strategy': 'target_wins'}");
    crm.setAt(NOON.plusSeconds(1), "1", "{'name': 'Anna'}");
    boolean[] once = {true};
    books.meanwhile =
        command -> {
          if (once[0]) {
            once[0] = false;
            books.setAt(NOON.plusSeconds(2), "n1", "{'name': 'Annabel'}");
          }
        };
    run();
    delivered();

    assertThat(once[0]).as("books was written").isFalse();
    bothHold("Annabel");
    assertThat(only().resolvedBy()).isEqualTo("strategy target_wins");
    assertThat(deciders()).containsExactly("reread by strategy target_wins");
    undoneTo("Anna");
  }

  @Test
  void whatOnlyOneSideChangedNamesNobody() {
    bothKnow("Ann", "{'strategy': 'target_wins'}");
    crm.setAt(NOON.plusSeconds(1), "1", "{'name': 'Anna'}");
    books.setAt(NOON.plusSeconds(2), "n1", "{'city': 'Rome'}");
    run();

    bothHold("Anna");
    assertThat(deciders()).isEmpty();
    assertThat(pipeline.count("conflict")).isZero();
  }
}
