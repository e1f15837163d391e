package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two PostgreSQL databases with tables of unlike columns, through the connector. */
@Timeout(90)
class TwoDatabasesTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final Pipeline pipeline = both.pipeline;
  private final PostgresSystem shop = both.shop;
  private final PostgresSystem books = both.books;

  private void task(String more) {
    both.taskWithMatch(more);
  }

  private RunRow run() {
    return both.run();
  }

  private void equalAndAtRest(String... rows) {
    both.bothHold(rows);
    both.atRest();
  }

  private void bothKnowAnn() {
    shop.run("insert into people (id, name, email, city) values (1, 'Ann', 'a@x', 'Bonn')");
    run();
  }

  @Test
  void rowsOfEitherSideReachTheOtherAndTheSameOnesAreAdopted() {
    task("");
    shop.run(
        """
        insert into people (id, name, email, city, note) values
          (1, 'Ann', 'a@x', 'Bonn', 'hers'), (2, 'Bob', 'b@x', 'Oslo', null)
        """);
    books.run(
        """
        insert into clients (no, label, mail, town, credit) values
          (7, 'Bob', 'b@x', 'Oslo', 12.50), (8, 'Cid', 'c@x', null, 3)
        """);

    RunRow run = run();

    assertThat(run.counts().created()).isEqualTo(3);
    assertThat(run.delivered().created()).isEqualTo(2);
    equalAndAtRest("Ann|a@x|Bonn", "Bob|b@x|Oslo", "Cid|c@x|null");
    assertThat(books.rows("select no, credit from clients where mail = 'b@x'"))
        .containsExactly("7|12.50");
    assertThat(shop.rows("select note from people where id = 1")).containsExactly("hers");
  }

  @Test
  void anAdoptedRowTakesWhatItLacksAndGivesWhatItHas() {
    task("");
    shop.run("insert into people (id, name, email) values (1, 'Ann', 'a@x')");
    books.run("insert into clients (no, mail, town) values (7, 'a@x', 'Bonn')");

    run();

    equalAndAtRest("Ann|a@x|Bonn");
  }

  @Test
  void editsOfDifferentFieldsAreBothKept() {
    task("");
    bothKnowAnn();
    shop.run("update people set name = 'Anna' where id = 1");
    books.run("update clients set town = 'Köln', credit = 5");

    run();

    equalAndAtRest("Anna|a@x|Köln");
    assertThat(books.rows("select credit from clients")).containsExactly("5");
  }

  @ParameterizedTest
  @CsvSource({
    "source_wins, Anna",
    "target_wins, Annie",
    "newest_wins, Annie",
    "oldest_wins, Anna",
    "merge, Annie",
  })
  void theStrategyDecidesOverAFieldThatBothChanged(String strategy, String stands) {
    task(", 'conflicts': {'strategy': '" + strategy + "', 'otherwise': 'newest_wins'}");
    bothKnowAnn();
    shop.run("update people set name = 'Anna', city = 'Kiel', changed = '2026-02-01'");
    books.run("update clients set label = 'Annie', changed = '2026-02-02'");

    run();

    assertThat(
            pipeline.sql(
                "select strategy, status, resolved_by from syncline.conflict where tenant = ?",
                pipeline.tenant))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("status", "resolved"));
    equalAndAtRest(stands + "|a@x|Kiel");
  }

  @Test
  void linesThatBothChangedOfOneTextAreMerged() {
    task(", 'conflicts': {'strategy': 'merge'}");
    shop.run("insert into people (id, name, email) values (1, E'one\\ntwo\\nthree', 'a@x')");
    run();
    shop.run("update people set name = E'1\\ntwo\\nthree'");
    books.run("update clients set label = E'one\\ntwo\\n3'");

    run();

    equalAndAtRest("1\ntwo\n3|a@x|null");
  }

  @Test
  void whatAPersonDecidesStaysAsItIsAndTheOtherFieldsGoOn() {
    task(", 'conflicts': {'strategy': 'manual'}");
    bothKnowAnn();
    shop.run("update people set name = 'Anna', city = 'Kiel'");
    books.run("update clients set label = 'Annie'");

    assertThat(run().counts().held()).isOne();

    assertThat(both.people()).containsExactly("Anna|a@x|Kiel");
    assertThat(both.clients()).containsExactly("Annie|a@x|Kiel");
    List<String> versions = both.rowVersions();
    assertThat(run().counts().held()).isOne();
    assertThat(both.rowVersions()).isEqualTo(versions);
  }

  @ParameterizedTest
  @CsvSource({"shop", "books"})
  void aRowDeletedOnEitherSideIsDeletedOnTheOther(String side) {
    task(", 'deletes': 'propagate'");
    bothKnowAnn();
    shop.run("insert into people (name, email, city) values ('Bob', 'b@x', 'Oslo')");
    run();
    if (side.equals("shop")) {
      shop.run("delete from people where email = 'a@x'");
    } else {
      books.run("delete from clients where mail = 'a@x'");
    }

    RunRow run = run();

    assertThat(run.counts().deleted()).isOne();
    equalAndAtRest("Bob|b@x|Oslo");
  }

  @Test
  void whereDeletesAreIgnoredTheOtherRowStaysAndTheMissingOneIsNotMadeAgain() {
    task("");
    shop.run("insert into people (name, email, city) values ('Bob', 'b@x', 'Oslo')");
    bothKnowAnn();
    books.run("delete from clients where mail = 'a@x'");

    run();

    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    assertThat(both.clients()).containsExactly("Bob|b@x|Oslo");
  }

  @ParameterizedTest
  @CsvSource({
    "newest_wins, books, resolved, true",
    "merge, shop, resolved, true",
    "source_wins, shop, resolved, false",
    "source_wins, books, resolved, true",
    "target_wins, books, resolved, false",
  })
  void aDeletionAgainstAnEditIsAConflict(
      String strategy, String deletedIn, String status, boolean kept) {
    task(", 'deletes': 'propagate', 'conflicts': {'strategy': '" + strategy + "'}");
    shop.run("insert into people (name, email, city) values ('Bob', 'b@x', 'Oslo')");
    bothKnowAnn();
    deleteAnnAgainstAnEdit(deletedIn);

    run();

    assertThat(deleteConflicts()).containsExactly(status);
    if (kept) {
      equalAndAtRest("Ann|a@x|Kiel", "Bob|b@x|Oslo");
    } else {
      equalAndAtRest("Bob|b@x|Oslo");
    }
  }

  @ParameterizedTest
  @CsvSource({"shop", "books"})
  void aDeletionAgainstAnEditWaitsForAPersonWhoIsToDecide(String deletedIn) {
    task(", 'deletes': 'propagate', 'conflicts': {'strategy': 'manual'}");
    shop.run("insert into people (name, email, city) values ('Bob', 'b@x', 'Oslo')");
    bothKnowAnn();
    deleteAnnAgainstAnEdit(deletedIn);

    for (int i = 0; i < 2; i++) {
      run();
      assertThat(deleteConflicts()).containsExactly("open");
      assertThat(deletedIn.equals("shop") ? both.people() : both.clients())
          .containsExactly("Bob|b@x|Oslo");
      assertThat(deletedIn.equals("shop") ? both.clients() : both.people())
          .containsExactly("Ann|a@x|Kiel", "Bob|b@x|Oslo");
    }
  }

  private void deleteAnnAgainstAnEdit(String deletedIn) {
    if (deletedIn.equals("shop")) {
      shop.run("delete from people where email = 'a@x'");
      books.run("update clients set town = 'Kiel', changed = '2026-03-01' where mail = 'a@x'");
    } else {
      books.run("delete from clients where mail = 'a@x'");
      shop.run("update people set city = 'Kiel', changed = '2026-03-01' where email = 'a@x'");
    }
  }

  private List<Object> deleteConflicts() {
    return pipeline
        .sql(
            "select status from syncline.conflict where tenant = ? and kind = 'delete'",
            pipeline.tenant)
        .stream()
        .map(row -> row.get("status"))
        .toList();
  }

  @Test
  void aTableWhoseTriggersTrimAndRoundComesToRest() {
    task("");
    books.run(
        """
        create function tidy() returns trigger language plpgsql as $$
        begin new.label := upper(btrim(new.label)); new.changed := now(); return new; end $$
        """);
    books.run(
        "create trigger tidy before insert or update on clients for each row execute function tidy()");
    bothKnowAnn();
    shop.run("update people set name = '  Anna '");
    run();

    assertThat(both.people()).containsExactly("  Anna |a@x|Bonn");
    assertThat(both.clients()).containsExactly("ANNA|a@x|Bonn");
    List<String> versions = both.rowVersions();
    run();
    assertThat(both.rowVersions()).isEqualTo(versions);
  }
}
