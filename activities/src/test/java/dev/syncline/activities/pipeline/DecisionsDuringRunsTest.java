package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.control.duplicate.PairDecisions;
import dev.syncline.control.link.Relinking;
import dev.syncline.control.link.SystemRow;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person decides while a run has the same record in its hands, or a delivery has. */
@Timeout(120)
class DecisionsDuringRunsTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final Pipeline pipeline = both.pipeline;
  private final Relinking relinking = pipeline.engine.get(Relinking.class);

  /** A run whose window of that leg was decided, and is committed only after the work. */
  private void whileAWindowIsDecided(int leg, Runnable work) {
    UUID run;
    try (WindowGate gate = new WindowGate(pipeline)) {
      run = pipeline.start("people", SyncMode.FULL, false, RunRequest.ALL);
      // Each window looks whether it is committed already, and notes that it is.
      for (int passed = 0; passed < 2 * leg; passed++) {
        gate.letOnePass();
      }
      gate.awaitOne();
      String decisions = StagingTables.name(Kind.DECISIONS, run, leg + 1, 1);
      assertThat(
              pipeline.sql(
                  "select 1 from pg_tables where schemaname = 'staging' and tablename = ?",
                  decisions.replace("staging.", "")))
          .as("the decisions of leg %d", leg)
          .isNotEmpty();
      work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    both.ended(pipeline.await(run));
  }

  private void townsInConflict() {
    both.task(", 'conflicts': {'strategy': 'manual'}");
    both.annAndBob();
    both.shop.run("update people set city = 'Kiel' where email = 'a@x'");
    both.books.run("update clients set town = 'Rome' where mail = 'a@x'");
    both.run();
    assertThat(both.open()).isOne();
  }

  private void decide(boolean source) {
    ConflictRow open = both.only(ConflictStatus.OPEN);
    both.decisions.resolve(open, Map.of("city", new Choice.Side(source)), "ann");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDecisionIsNotAskedForAgainByAWindowThatWasDecidedBefore(boolean source) {
    townsInConflict();
    both.books.run("update clients set label = 'Anna' where mail = 'a@x'");
    String town = source ? "Kiel" : "Rome";
    whileAWindowIsDecided(1, () -> decide(source));
    both.delivered();
    both.run();

    assertThat(both.open()).isZero();
    both.bothHold("Anna|a@x|" + town, "Bob|b@x|Oslo");
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("ann");
    both.atRest();
  }

  /** The delivery met the same edit, and wrote the row that the window has read. */
  @Test
  void aWindowThatADeliveryOvertookEntersNoConflictASecondTime() {
    both.task(", 'conflicts': {'strategy': 'source_wins'}");
    both.annAndBob();
    both.shop.run("update people set city = 'Kiel' where email = 'a@x'");
    both.books.run("update clients set town = 'Rome' where mail = 'a@x'");
    whileAWindowIsDecided(
        1,
        () -> {
          pipeline.engine.get(DeliveryWaker.class).wake(pipeline.tenant, "books");
          both.delivered();
        });
    both.delivered();

    both.bothHold("Ann|a@x|Kiel", "Bob|b@x|Oslo");
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("strategy source_wins");
    both.atRest();
  }

  @Test
  void aDecisionMadeWhileTheRecordIsWrittenStands() {
    TwinSystems twins = new TwinSystems();
    twins.conflictOverTheName();
    AtomicReference<Throwable> trouble = new AtomicReference<>();
    twins.whileBooksIsWritten(() -> twins.decideForTheSource(), trouble);

    assertThat(trouble.get()).isNull();
    assertThat(twins.books.contents())
        .containsExactly("{DisplayName=\"Anna\", Mail=\"new@x.example\"}");
    assertThat(twins.crm.contents()).containsExactly("{email=\"new@x.example\", name=\"Anna\"}");
    assertThat(twins.open()).isZero();
  }

  @Test
  void aRowIsNotMovedWhileItIsWritten() {
    TwinSystems twins = new TwinSystems();
    twins.conflictOverTheName();
    AtomicReference<Throwable> trouble = new AtomicReference<>();
    twins.whileBooksIsWritten(
        () ->
            twins.relinking.unlink(
                new SystemRow(twins.pipeline.tenant, "people", "books", null, "n1"), "ann"),
        trouble);

    assertThat(trouble.get())
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.CONFLICT))
        .hasMessageContaining("try again in a moment");
    assertThat(twins.pipeline.count("id_map")).isEqualTo(2);
  }

  @Test
  void aRowThatIsCutOffUnderAWindowIsReadAsANewOne() {
    both.task("");
    both.annAndBob();
    String no = both.books.rows("select no from clients where mail = 'a@x'").get(0);
    both.books.run("update clients set town = 'Kiel' where mail = 'a@x'");
    both.shop.run("update people set name = 'Anna' where email = 'a@x'");
    whileAWindowIsDecided(
        1,
        () ->
            relinking.unlink(
                new SystemRow(pipeline.tenant, "people", "books", "clients", no), "ann"));
    both.delivered();
    both.run();

    // The edit of either is kept: hers in the shop, and the one of the row that is hers no longer.
    assertThat(both.people()).contains("Anna|a@x|Bonn", "Ann|a@x|Kiel");
    assertThat(both.clients()).contains("Ann|a@x|Kiel");
    both.atRest();
  }

  @Test
  void aMergeThatIsUndoneUnderAWindowLeavesBothAsTheSystemsHaveThem() {
    both.task("");
    both.annAndBob();
    Duplicates duplicates = pipeline.engine.get(Duplicates.class);
    PairDecisions pairs = pipeline.engine.get(PairDecisions.class);
    DuplicateRow pair = Pairs.propose(pipeline, "Ann", "Bob");
    pairs.merge(pipeline.tenant, pair, "ann");
    both.delivered();
    both.run();
    both.shop.run("update people set city = 'Kiel' where id = 2");

    whileAWindowIsDecided(0, () -> pairs.unmerge(pipeline.tenant, pair, "ann"));
    both.delivered();
    both.run();

    assertThat(
            duplicates
                .list(pipeline.tenant, "people", DuplicateStatus.UNMERGED, new Range(5, 0))
                .total())
        .isOne();
    assertThat(both.people()).isEqualTo(both.clients());
    assertThat(both.people()).hasSize(2).contains("Bob|b@x|Kiel");
    both.atRest();
  }

  /** Runs follow each other while conflicts are decided as they are found. */
  @Test
  void everyDecisionStandsWhateverRunsMeanwhile() {
    int people = 12;
    both.task(", 'conflicts': {'strategy': 'manual'}");
    both.shop.run(
        "insert into people (id, name, email, city)"
            + " select n, 'p' || n, 'm' || n, 'base' from generate_series(1, ?) n",
        people);
    both.run();
    both.shop.run("update people set city = 'shop'");
    both.books.run("update clients set town = 'books'");
    CompletableFuture<List<String>> deciding =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> decided = new ArrayList<>();
              Pipeline.until("all are decided", () -> decidedAll(decided, people));
              return decided;
            });
    while (!deciding.isDone()) {
      assertThat(pipeline.full("people").error()).isNull();
    }
    assertThat(deciding.join()).hasSize(people);
    both.delivered();
    both.run();

    assertThat(both.open()).isZero();
    assertThat(both.people()).isEqualTo(both.clients());
    assertThat(both.shop.rows("select distinct city from people order by 1"))
        .containsExactly("books", "shop");
    assertThat(
            both.shop.rows(
                "select count(*) from people where city = case id % 2 when 0 then 'shop' else"
                    + " 'books' end"))
        .containsExactly("" + people);
    both.atRest();
  }

  private boolean decidedAll(List<String> decided, int people) {
    for (ConflictRow open :
        both.conflicts
            .list(pipeline.tenant, "people", ConflictStatus.OPEN, new Range(50, 0))
            .items()) {
      boolean even =
          pipeline
              .sql(
                  "select data ->> 'name' as name from syncline.record where record_id = ?",
                  open.recordId())
              .get(0)
              .get("name")
              .toString()
              .matches("p\\d*[02468]");
      both.decisions.resolve(open, Map.of("city", new Choice.Side(even)), "ann");
      decided.add(open.recordId().toString());
    }
    return decided.size() >= people;
  }

  @Test
  void twoWhoDecideAtOnceDecideOnce() {
    townsInConflict();
    ConflictRow open = both.only(ConflictStatus.OPEN);
    List<CompletableFuture<Boolean>> deciders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean source = i % 2 == 0;
      deciders.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  both.decisions.resolve(open, Map.of("city", new Choice.Side(source)), "d");
                  return true;
                } catch (SynclineException e) {
                  assertThat(e.category()).isEqualTo(Category.CONFLICT);
                  return false;
                }
              }));
    }
    assertThat(deciders.stream().filter(CompletableFuture::join).count()).isOne();
    both.delivered();
    assertThat(both.people()).isEqualTo(both.clients());
    assertThatThrownBy(() -> decide(true)).isInstanceOf(AssertionError.class);
  }
}
