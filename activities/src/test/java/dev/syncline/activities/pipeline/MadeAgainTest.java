package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ann is deleted in one database and moved in the other; while a person is to decide over that, she
 * is entered there again under a new id.
 */
@Timeout(120)
class MadeAgainTest {
  private static final String BOB = "Bob|b@x|Oslo";

  private final ShopAndBooks both = new ShopAndBooks();

  private void task(String match) {
    both.pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'shop', 'resource': 'people'},
         'modified': 'changed', 'direction': 'two_way', 'deletes': 'propagate',
         'conflicts': {'strategy': 'manual'},
         'fields': {'name': 'name', 'email': 'email', 'city': 'city'},
         'deliver': [{'connection': 'books', 'resource': 'clients', 'key': 'no',
           'modified': 'changed'%s,
           'fields': {'label': 'name', 'mail': 'email', 'town': 'city'}}],
         'gates': {'max_delete_percent': 100}}
        """
            .formatted(match));
  }

  private void annDeletedIn(String side, String match) {
    task(match);
    both.annAndBob();
    if (side.equals("shop")) {
      both.shop.run("delete from people where email = 'a@x'");
      both.books.run("update clients set town = 'Kiel', changed = '2026-02-01' where mail = 'a@x'");
    } else {
      both.books.run("delete from clients where mail = 'a@x'");
      both.shop.run("update people set city = 'Kiel', changed = '2026-02-01' where email = 'a@x'");
    }
    both.run();
    assertThat(both.only(ConflictStatus.OPEN).ofDeletion()).isTrue();
  }

  private void enteredAgainIn(String side) {
    if (side.equals("shop")) {
      both.shop.run(
          """
          insert into people (id, name, email, city, changed)
          values (900, 'Ann', 'a@x', 'Rome', '2026-03-01')
          """);
    } else {
      both.books.run(
          """
          insert into clients (no, label, mail, town, changed)
          values (900, 'Ann', 'a@x', 'Rome', '2026-03-01')
          """);
    }
  }

  private RunRow run(boolean full) {
    return full ? both.run() : both.ended(both.pipeline.incremental("people"));
  }

  /** Nobody knows which town is the newer one: of the deletion nothing is left to decide. */
  @ParameterizedTest
  @CsvSource({"shop, true", "shop, false", "books, true", "books, false"})
  void sheIsKnownByWhatMatchesAndTheTownsAreAskedAbout(String side, boolean full) {
    annDeletedIn(side, ", 'match': {'mail': 'email'}");
    enteredAgainIn(side);
    RunRow run = run(full);

    assertThat(run.counts().held()).isOne();
    assertThat(run.counts().created()).isZero();
    ConflictRow towns = both.only(ConflictStatus.OPEN);
    assertThat(towns.ofDeletion()).isFalse();
    assertThat(towns.externalId()).isEqualTo("900");
    assertThat(both.only(ConflictStatus.RESOLVED).resolvedBy()).isEqualTo("agreement");
    boolean shop = side.equals("shop");
    assertThat(both.people()).containsExactly("Ann|a@x|" + (shop ? "Rome" : "Kiel"), BOB);
    assertThat(both.clients()).containsExactly("Ann|a@x|" + (shop ? "Kiel" : "Rome"), BOB);
    run(full);
    assertThat(both.open()).isOne();

    both.resolve(new Choice.Side(true));
    both.bothHold("Ann|a@x|" + (shop ? "Rome" : "Kiel"), BOB);
    both.atRest();
    assertThat(both.shop.rows("select id from people where email = 'a@x'"))
        .containsExactly(shop ? "900" : "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void whereNothingMatchesSheIsAnotherPersonAndTheQuestionStays(String side) {
    annDeletedIn(side, "");
    enteredAgainIn(side);
    both.run();

    ConflictRow open = both.only(ConflictStatus.OPEN);
    assertThat(open.ofDeletion()).isTrue();
    assertThat(side.equals("shop") ? both.clients() : both.people())
        .containsExactly("Ann|a@x|Kiel", "Ann|a@x|Rome", BOB);
    assertThat(side.equals("shop") ? both.people() : both.clients())
        .containsExactly("Ann|a@x|Rome", BOB);

    // The first of them is gone for good.
    both.resolve(new Choice.Side(side.equals("shop")));
    both.bothHold("Ann|a@x|Rome", BOB);
    both.atRest();
  }

  /** Both were looked at only when all was over: what goes and what comes are two records. */
  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void betweenTwoRunsTheEditOfTheOldOneIsStillAskedAbout(String side) {
    task("");
    both.annAndBob();
    if (side.equals("shop")) {
      both.shop.run("delete from people where email = 'a@x'");
      both.books.run("update clients set town = 'Kiel', changed = '2026-02-01' where mail = 'a@x'");
    } else {
      both.books.run("delete from clients where mail = 'a@x'");
      both.shop.run("update people set city = 'Kiel', changed = '2026-02-01' where email = 'a@x'");
    }
    enteredAgainIn(side);
    both.run();

    assertThat(both.only(ConflictStatus.OPEN).ofDeletion()).isTrue();
    both.resolve(new Choice.Side(!side.equals("shop")));
    both.bothHold("Ann|a@x|Kiel", "Ann|a@x|Rome", BOB);
    both.atRest();
  }
}
