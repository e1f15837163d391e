package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import org.junit.jupiter.api.Test;

/** A column that is not there is no column that was cleared. */
class MissingColumnsTest {
  private final ShopAndBooks both = new ShopAndBooks();

  private void refused(String column, String connection) {
    RunRow run = both.pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(String.valueOf(run.error())).contains("'" + connection + "'", column);
  }

  @Test
  void aColumnThatWasRenamedInTheSourceClearsNothing() {
    both.task("");
    both.annAndBob();
    both.shop.run("alter table people rename column city to place");

    refused("city (fields.city)", "shop");

    assertThat(both.clients()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    both.shop.run("alter table people rename column place to city");
    both.atRest();
  }

  @Test
  void aColumnThatTheOtherSystemLacksClearsNothing() {
    both.task("");
    both.annAndBob();
    both.books.run("alter table clients rename column town to place");

    refused("town (fields.city)", "books");

    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    both.books.run("alter table clients rename column place to town");
    both.atRest();
  }
}
