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

    refused("town (deliver[0].fields.town)", "books");

    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    both.books.run("alter table clients rename column place to town");
    both.atRest();
  }

  @Test
  void aTableIsLookedAtBeforeTheOtherOneIsRead() {
    both.task("");
    both.shop.run("insert into people (id, name) values (1, 'Ann')");
    both.books.run("alter table clients rename column town to place");

    refused("It has: changed, credit, label, mail, no, place", "books");

    assertThat(both.pipeline.records()).isEmpty();
  }

  @Test
  void aColumnOfMatchOrOfTheKeyIsMissedOnceAndNotForEachRow() {
    both.taskWithMatch("");
    both.shop.run("insert into people (id, name) values (1, 'Ann'), (2, 'Bob')");
    both.books.run("alter table clients rename column mail to post");
    refused("mail (deliver[0].match.mail), mail (deliver[0].fields.mail)", "books");

    both.books.run("alter table clients rename column post to mail");
    both.books.run("alter table clients rename column no to number");
    refused("no (deliver[0].key)", "books");

    assertThat(both.pipeline.count("failure")).isZero();
  }

  @Test
  void aKeyThatNothingKeepsUniqueIsSaidOnce() {
    both.task("");
    both.shop.run("insert into people (id, name) values (1, 'Ann'), (2, 'Bob')");
    both.books.run("alter table clients drop constraint clients_pkey");

    refused("ADD UNIQUE (\"no\")", "books");

    assertThat(both.pipeline.count("failure")).isZero();
    both.books.run("alter table clients add unique (no)");
    both.run();
    assertThat(both.clients()).containsExactly("Ann|null|null", "Bob|null|null");
  }

  @Test
  void aOneWayDeliveryIsRefusedAsWell() {
    both.pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'shop', 'resource': 'people'},
         'fields': {'name': 'name'},
         'deliver': [{'connection': 'books', 'resource': 'clients', 'key': 'no',
           'match': {'label': 'name'}, 'fields': {'lable': 'name'}}]}
        """);
    both.shop.run("insert into people (id, name) values (1, 'Ann')");

    refused("lable (deliver[0].fields.lable)", "books");

    assertThat(both.pipeline.records()).isEmpty();
  }
}
