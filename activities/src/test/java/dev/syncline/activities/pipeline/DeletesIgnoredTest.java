package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that is gone from one database, where deletions are nobody else's business. */
@Timeout(90)
class DeletesIgnoredTest {
  private final ShopAndBooks both = new ShopAndBooks();

  private void annIsGoneFrom(String side) {
    both.task("");
    both.annAndBob();
    if (side.equals("shop")) {
      both.shop.run("delete from people where email = 'a@x'");
    } else {
      both.books.run("delete from clients where mail = 'a@x'");
    }
    both.run();
  }

  /** In the database that still has her. */
  private void move(String goneFrom, String town) {
    if (goneFrom.equals("shop")) {
      both.books.run(
          "update clients set town = ?, changed = changed + '1 day' where mail = 'a@x'", town);
    } else {
      both.shop.run(
          "update people set city = ?, changed = changed + '1 day' where email = 'a@x'", town);
    }
  }

  private void stands(String goneFrom, String ann) {
    boolean shop = goneFrom.equals("shop");
    assertThat(shop ? both.people() : both.clients()).containsExactly("Bob|b@x|Oslo");
    assertThat(shop ? both.clients() : both.people()).containsExactly(ann, "Bob|b@x|Oslo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void itIsNeitherDeletedInTheOtherNorMadeAgainHoweverOftenItChanges(String side) {
    annIsGoneFrom(side);
    stands(side, "Ann|a@x|Bonn");
    for (String town : new String[] {"Kiel", "Rome", "Linz"}) {
      move(side, town);
      both.ended(both.pipeline.incremental("people"));
      stands(side, "Ann|a@x|" + town);
      both.run();
      stands(side, "Ann|a@x|" + town);
      both.atRest();
    }
    assertThat(both.open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "books"})
  void aRowThatComesBackIsGivenWhatItMissedAndKeepsWhatItBrings(String side) {
    annIsGoneFrom(side);
    move(side, "Kiel");
    both.run();
    if (side.equals("shop")) {
      both.shop.run("insert into people (id, name, email, city) values (1, 'Anna', 'a@x', 'Bonn')");
    } else {
      both.books.run(
          """
          insert into clients (no, label, mail, town)
          select min(no) - 1, 'Anna', 'a@x', 'Bonn' from clients
          """);
    }
    both.run();

    both.bothHold("Anna|a@x|Kiel", "Bob|b@x|Oslo");
    both.atRest();
  }
}
