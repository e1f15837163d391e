package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/** What a person decides over a conflict reaches both systems at once, and can be taken back. */
class ConflictDecisionsTest {
  private final Pipeline pipeline = new Pipeline();
  private final TwinSystem crm = pipeline.twin("crm");
  private final TwinSystem books = pipeline.twin("books");
  private final Conflicts conflicts = pipeline.engine.get(Conflicts.class);
  private final ConflictDecisions decisions = pipeline.engine.get(ConflictDecisions.class);

  /** Both systems changed the name, and the source the address. */
  private void bothChanged(String strategy) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'direction': 'two_way', 'conflicts': {'strategy': '%s'},
         'fields': {'name': 'name', 'email': 'email', 'note': 'note'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'fields': {'DisplayName': 'name', 'Mail': 'email'}}]}
        """
            .formatted(strategy));
    crm.set("1", "{'name': 'Ann', 'email': 'a@x.example'}");
    run();
    crm.set("1", "{'name': 'Anna', 'email': 'b@x.example'}");
    books.set("n1", "{'DisplayName': 'Annabel'}");
    run();
  }

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    return run;
  }

  private ConflictRow only(ConflictStatus status) {
    List<ConflictRow> rows =
        conflicts.list(pipeline.tenant, "people", status, new Range(50, 0)).items();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void resolve(Choice choice) {
    decisions.resolve(only(ConflictStatus.OPEN), Map.of("name", choice), "ann");
    delivered();
  }

  /** Nothing but the decision itself sets this going. */
  private void delivered() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("it is delivered").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private void bothHold(String name) {
    assertThat(crm.contents()).containsExactly("{email=\"b@x.example\", name=\"" + name + "\"}");
    assertThat(books.contents())
        .containsExactly("{DisplayName=\"" + name + "\", Mail=\"b@x.example\"}");
  }

  /** A run that finds both systems as it left them, and touches nothing. */
  private void atRest() {
    int writes = crm.writes.size() + books.writes.size();
    List<String> traces = pipeline.traces();
    RunRow again = run();
    assertThat(again.counts().created() + again.counts().updated() + again.counts().held())
        .isZero();
    assertThat(crm.writes.size() + books.writes.size()).isEqualTo(writes);
    assertThat(pipeline.traces()).isEqualTo(traces);
  }

  @Test
  void untilAPersonDecidesNeitherSideIsWrittenAndTheRestGoesOn() {
    bothChanged("manual");
    assertThat(crm.contents()).containsExactly("{email=\"b@x.example\", name=\"Anna\"}");
    assertThat(books.contents()).containsExactly("{DisplayName=\"Annabel\", Mail=\"b@x.example\"}");

    resolve(new Choice.Side(false));

    bothHold("Annabel");
    assertThat(only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("ann");
    assertThat(
            pipeline.sql(
                "select data ->> 'name' as was from syncline.record_history"
                    + " where tenant = ? and operation = 'resolve'",
                pipeline.tenant))
        .containsExactly(Map.of("was", "Anna"));
    atRest();
  }

  @Test
  void theSourcesValueReachesTheOtherSystem() {
    bothChanged("manual");
    resolve(new Choice.Side(true));
    bothHold("Anna");
    atRest();
  }

  @Test
  void aThirdValueReachesBoth() {
    bothChanged("manual");
    resolve(new Choice.Value(StringNode.valueOf("Annie")));
    bothHold("Annie");
    atRest();
  }

  @Test
  void whatChangedInTheSystemAfterTheConflictWasFoundIsAskedAboutAgain() {
    bothChanged("manual");
    books.set("n1", "{'DisplayName': 'Bella'}");

    resolve(new Choice.Side(true));

    assertThat(books.contents()).containsExactly("{DisplayName=\"Bella\", Mail=\"b@x.example\"}");
    assertThat(crm.contents()).containsExactly("{email=\"b@x.example\", name=\"Anna\"}");
    resolve(new Choice.Side(false));
    bothHold("Bella");
    atRest();
  }

  @Test
  void aDecisionIsTakenBack() {
    bothChanged("manual");
    resolve(new Choice.Side(false));

    decisions.undo(only(ConflictStatus.RESOLVED), "ben");
    delivered();

    bothHold("Anna");
    atRest();
    assertThatThrownBy(() -> decisions.undo(only(ConflictStatus.RESOLVED), "ben"))
        .isInstanceOf(SynclineException.class)
        .hasMessageContaining("undone already");
  }

  @Test
  void soIsThatOfAStrategyUnlessTheFieldChangedSince() {
    bothChanged("source_wins");
    bothHold("Anna");
    ConflictRow decided = only(ConflictStatus.RESOLVED);

    decisions.undo(decided, "ben");
    delivered();

    bothHold("Annabel");
    atRest();

    crm.set("1", "{'name': 'Ann'}");
    books.set("n1", "{'DisplayName': 'Anni'}");
    run();
    bothHold("Ann");
    ConflictRow second =
        conflicts
            .list(pipeline.tenant, "people", ConflictStatus.RESOLVED, new Range(50, 0))
            .items()
            .stream()
            .filter(row -> !row.undone())
            .findFirst()
            .orElseThrow();
    crm.set("1", "{'name': 'Anita'}");
    run();
    assertThatThrownBy(() -> decisions.undo(second, "ben"))
        .isInstanceOf(SynclineException.class)
        .hasMessageContaining("changed since");
    bothHold("Anita");
  }
}
