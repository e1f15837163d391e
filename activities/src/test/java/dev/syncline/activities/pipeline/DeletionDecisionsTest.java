package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.conflict.Choice;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/** A row that one database deleted and the other edited, until a person decides and after. */
@Timeout(120)
class DeletionDecisionsTest {
  private static final String BOB = "Bob|b@x|Oslo";
  private static final String EDITED = "Ann|a@x|Kiel";

  private final ShopAndBooks both = new ShopAndBooks();

  private void task(String strategy) {
    both.task(", 'deletes': 'propagate', 'conflicts': {'strategy': '" + strategy + "'}");
  }

  /** Ann is deleted in one of them and moved in the other. */
  private void annDeletedIn(String side, String strategy) {
    task(strategy);
    both.annAndBob();
    if (side.equals("shop")) {
      both.shop.run("delete from people where email = 'a@x'");
    } else {
      both.books.run("delete from clients where mail = 'a@x'");
    }
    edit(side, "Kiel");
    both.run();
  }

  /** In the database that still has her. */
  private void edit(String deletedIn, String town) {
    if (deletedIn.equals("shop")) {
      both.books.run(
          "update clients set town = ?, changed = changed + '1 day' where mail = 'a@x'", town);
    } else {
      both.shop.run(
          "update people set city = ?, changed = changed + '1 day' where email = 'a@x'", town);
    }
  }

  private static Choice theDeletion(String side) {
    return new Choice.Side(side.equals("shop"));
  }

  private static Choice theEdit(String side) {
    return new Choice.Side(!side.equals("shop"));
  }

  private void refused(Category category, String words, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void theEditWinsAndTheRowIsMadeAgainAtOnce(String side) {
    annDeletedIn(side, "manual");
    both.resolve(theEdit(side));

    both.bothHold(EDITED, BOB);
    ConflictRow decided = both.only(ConflictStatus.RESOLVED);
    assertThat(decided.resolvedBy()).isEqualTo("ann");
    assertThat(decided.resolvedAt()).isNotNull();
    both.atRest();

    both.undo();
    both.bothHold(BOB);
    assertThat(both.history("undo")).containsExactly("ben");
    both.atRest();
    refused(Category.CONFLICT, "undone already", () -> both.decisions.undo(decided, "ben"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void theDeletionWinsAndTheRecordGoesEverywhereAtOnce(String side) {
    annDeletedIn(side, "manual");
    both.resolve(theDeletion(side));

    both.bothHold(BOB);
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("ann");
    assertThat(both.history("resolve")).containsExactly("ann");
    both.atRest();

    both.undo();
    both.bothHold(EDITED, BOB);
    both.atRest();
  }

  @Test
  void aThirdValueKeepsTheRecordToo() {
    annDeletedIn("books", "manual");
    both.resolve(new Choice.Value(StringNode.valueOf("Rome")));
    both.bothHold("Ann|a@x|Rome", BOB);
    both.atRest();
  }

  @Test
  void nothingIsDeletedInPart() {
    task("manual");
    both.annAndBob();
    both.books.run("delete from clients where mail = 'a@x'");
    both.shop.run("update people set city = 'Kiel', name = 'Anna' where email = 'a@x'");
    both.run();
    refused(
        Category.INVALID,
        "deleted in part",
        () ->
            both.decisions.resolve(
                both.only(ConflictStatus.OPEN),
                Map.of("city", theDeletion("books"), "name", theEdit("books")),
                "ann"));
    assertThat(both.open()).isOne();
    assertThat(both.clients()).containsExactly(BOB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void anEditThatTheConflictDoesNotShowIsNotDeletedWithIt(String side) {
    annDeletedIn(side, "manual");
    edit(side, "Rome");
    both.ended(both.pipeline.incremental("people"));
    refused(Category.CONFLICT, "edited once more", () -> both.resolve(theDeletion(side)));

    both.run();
    both.resolve(theDeletion(side));
    both.bothHold(BOB);
    both.atRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void anEditThatNoRunHasReadBringsTheRecordBack(String side) {
    annDeletedIn(side, "manual");
    edit(side, "Rome");
    both.resolve(theDeletion(side));

    both.bothHold("Ann|a@x|Rome", BOB);
    both.atRest();
  }

  @Test
  void aRowThatWasPutBackByHandIsNotMadeASecondTime() {
    annDeletedIn("books", "manual");
    both.books.run(
        "insert into clients (no, label, mail, town) values (500, 'Ann', 'a@x', 'Bonn')");
    both.resolve(theEdit("books"));

    assertThat(both.books.rows("select count(*) from clients where mail = 'a@x'"))
        .containsExactly("1");
    // Nobody knows which town is the newer one: that is a conflict of its own.
    both.resolve(new Choice.Side(true));
    both.bothHold(EDITED, BOB);
    both.atRest();
  }

  @ParameterizedTest
  @CsvSource({
    "newest_wins, books",
    "newest_wins, shop",
    "oldest_wins, shop",
    "merge, books",
    "source_wins, books",
    "target_wins, shop",
  })
  void whatAStrategyKeptIsDeletedWhereThatIsUndone(String strategy, String side) {
    annDeletedIn(side, strategy);
    both.bothHold(EDITED, BOB);
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("strategy " + strategy);
    both.undo();
    both.bothHold(BOB);
    both.atRest();
  }

  @ParameterizedTest
  @CsvSource({"source_wins, shop", "target_wins, books"})
  void whatAStrategyDeletedIsMadeAgainWhereThatIsUndone(String strategy, String side) {
    annDeletedIn(side, strategy);
    both.bothHold(BOB);
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("strategy " + strategy);
    assertThat(both.history("delete")).containsExactly("strategy " + strategy);
    both.undo();
    both.bothHold(EDITED, BOB);
    both.atRest();
  }

  @Test
  void anUndoLosesNoChangeThatCameAfter() {
    annDeletedIn("books", "manual");
    both.resolve(theEdit("books"));
    both.shop.run("update people set name = 'Anna' where email = 'a@x'");
    both.run();
    refused(Category.CONFLICT, "changed since", both::undo);
    both.bothHold("Anna|a@x|Kiel", BOB);
  }

  @Test
  void withoutPropagationARecordCanOnlyBeKept() {
    annDeletedIn("books", "manual");
    both.task(", 'conflicts': {'strategy': 'manual'}");
    refused(Category.CONFLICT, "deletes: propagate", () -> both.resolve(theDeletion("books")));
    both.resolve(theEdit("books"));
    both.bothHold(EDITED, BOB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void whatIsDeletedInTheOtherSystemTooNeedsNoDecision(String side) {
    annDeletedIn(side, "manual");
    both.shop.run("delete from people where email = 'a@x'");
    both.books.run("delete from clients where mail = 'a@x'");
    both.run();
    assertThat(both.open()).isZero();
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("agreement");
    both.bothHold(BOB);
    both.atRest();
  }

  @Test
  void bothDatabasesMayDeleteInOneRun() {
    task("manual");
    both.annAndBob();
    both.shop.run("insert into people (name, email, city) values ('Cid', 'c@x', 'Rome')");
    both.run();
    both.shop.run("delete from people where email in ('a@x', 'c@x')");
    both.books.run("delete from clients where mail in ('b@x', 'c@x')");

    assertThat(both.run().counts().deleted()).isEqualTo(3);

    both.bothHold();
  }
}
