package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.plan.Approvals;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.twoway.ConflictStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The source of a two-way task calls about a record that it has deleted. */
@Timeout(120)
class CalledTwoWayDeletionsTest {
  private static final String BOB = "Bob|b@x|Oslo";
  private static final String EDITED = "Ann|a@x|Kiel";

  private final ShopAndBooks both = new ShopAndBooks();

  private void task(String more) {
    both.task(", 'deletes': 'propagate'" + more);
    both.annAndBob();
  }

  private void deletedInTheShop() {
    both.shop.run("delete from people where id = 1");
  }

  private void movedInTheBooks() {
    both.books.run("update clients set town = 'Kiel', changed = now() where mail = 'a@x'");
  }

  private RunRow called(String... ids) {
    return both.ended(both.pipeline.called("people", ids));
  }

  @Test
  void itsRowsGoWithTheReReading() {
    task("");
    deletedInTheShop();
    RunRow run = called("1", "2");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().deleted()).isOne();
    both.bothHold(BOB);
    both.atRest();
  }

  @Test
  void otherRecordsOfTheOtherSystemAreLeftAlone() {
    task("");
    both.books.run("delete from clients where mail = 'b@x'");
    both.books.run("insert into clients (label, mail, town) values ('Cleo', 'c@x', 'Rom')");
    deletedInTheShop();
    assertThat(called("1").counts().deleted()).isOne();
    assertThat(both.people()).containsExactly(BOB);
    assertThat(both.clients()).containsExactly("Cleo|c@x|Rom");
  }

  @Test
  void aRecordThatIsGoneEverywhereIsATombstone() {
    task("");
    deletedInTheShop();
    both.books.run("delete from clients where mail = 'a@x'");
    assertThat(called("1").counts().deleted()).isOne();
    both.bothHold(BOB);
    assertThat(both.pipeline.records()).hasSize(1);
    both.atRest();
  }

  /** The edit was read by nobody before. */
  @ParameterizedTest
  @CsvSource({"source_wins,false", "target_wins,true", "newest_wins,true", "merge,true"})
  void anEditElsewhereIsInConflictWithIt(String strategy, boolean kept) {
    task(", 'conflicts': {'strategy': '" + strategy + "'}");
    deletedInTheShop();
    movedInTheBooks();
    called("1");
    if (kept) {
      both.bothHold(EDITED, BOB);
    } else {
      both.bothHold(BOB);
    }
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("strategy " + strategy);
    both.atRest();
  }

  @Test
  void aPersonDecidesWhereTheStrategyIsManual() {
    task(", 'conflicts': {'strategy': 'manual'}");
    deletedInTheShop();
    movedInTheBooks();
    assertThat(called("1").counts().deleted()).isZero();
    assertThat(both.people()).containsExactly(BOB);
    assertThat(both.clients()).containsExactly(EDITED, BOB);
    both.resolve(new Choice.Side(true));
    both.bothHold(BOB);
    both.atRest();
  }

  @Test
  void gatesJudgeIt() {
    taskWithGates("{'max_delete_percent': 20}");
    deletedInTheShop();
    RunRow run = both.pipeline.called("people", "1");
    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(run.error()).contains("1 of 2 records (50 %) are missing from 'shop'");
    assertThat(both.clients()).hasSize(2);
    both.pipeline.engine.get(Approvals.class).approve(both.pipeline.row(run.syncId()));
    RunRow approved = both.ended(both.pipeline.await(run.syncId()));
    assertThat(approved.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(approved.counts().deleted()).isOne();
    both.bothHold(BOB);
    both.atRest();
  }

  @Test
  void itIsRemovedWithoutAPlanWhereGatesAreOff() {
    taskWithGates("'off'");
    deletedInTheShop();
    assertThat(called("1").counts().deleted()).isOne();
    both.bothHold(BOB);
    both.atRest();
  }

  private void taskWithGates(String gates) {
    both.pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'shop', 'resource': 'people'},
         'modified': 'changed', 'direction': 'two_way', 'deletes': 'propagate', 'gates': %s,
         'fields': {'name': 'name', 'email': 'email', 'city': 'city'},
         'deliver': [{'connection': 'books', 'resource': 'clients', 'key': 'no',
           'modified': 'changed',
           'fields': {'label': 'name', 'mail': 'email', 'town': 'city'}}]}
        """
            .formatted(gates));
    both.annAndBob();
  }

  @Test
  void itStaysWhereDeletesAreIgnored() {
    both.task("");
    both.annAndBob();
    deletedInTheShop();
    assertThat(called("1").counts().deleted()).isZero();
    assertThat(both.clients()).hasSize(2);
  }
}
