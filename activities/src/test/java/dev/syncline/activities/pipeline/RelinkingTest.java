package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.link.Relinking;
import dev.syncline.control.link.SystemRow;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A row of one database that is moved to another record by hand, or cut off. */
@Timeout(120)
class RelinkingTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final Relinking relinking = both.pipeline.engine.get(Relinking.class);

  private SystemRow client(String mail) {
    String no = books("select no from clients where mail = '" + mail + "'").get(0);
    return new SystemRow(both.pipeline.tenant, "people", "books", null, no);
  }

  private List<String> books(String query) {
    return both.books.rows(query);
  }

  private UUID record(String name) {
    return (UUID)
        both.pipeline
            .sql(
                "select record_id from syncline.record where tenant = ? and data ->> 'name' = ?"
                    + " and deleted_at is null",
                both.pipeline.tenant,
                name)
            .get(0)
            .get("record_id");
  }

  private void link(String mail, String name) {
    relinking.link(client(mail), record(name), "ann");
    both.delivered();
  }

  /** Bob's row is gone from books, where Ann's is said to be his. */
  private void annsRowBecomesBobs(String strategy) {
    both.task(", 'conflicts': {'strategy': '" + strategy + "'}");
    both.annAndBob();
    SystemRow bobs = client("b@x");
    both.books.run("delete from clients where mail = 'b@x'");
    relinking.unlink(bobs, "ann");
    link("a@x", "Bob");
  }

  @Test
  void aRowIsMergedWithItsNewRecordAtOnceAndNothingIsMadeTwice() {
    annsRowBecomesBobs("source_wins");
    assertThat(both.clients()).containsExactly("Bob|b@x|Oslo");
    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    assertThat(both.history("link")).containsExactly("ann");
    both.atRest();

    // Ann has no row there any more, and is given one when she changes.
    both.shop.run("update people set city = 'Kiel' where name = 'Ann'");
    both.books.run("update clients set town = 'Rome'");
    both.run();
    both.bothHold("Ann|a@x|Kiel", "Bob|b@x|Rome");
    both.atRest();
  }

  @Test
  void whatTheRowShowedIsNoSilentLoss() {
    annsRowBecomesBobs("manual");
    // Both stay as they are; each of the three fields is asked about.
    assertThat(both.clients()).containsExactly("Ann|a@x|Bonn");
    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");
    both.resolve(new Choice.Side(true));
    assertThat(both.clients()).containsExactly("Bob|b@x|Oslo");
    both.atRest();
  }

  @Test
  void aRowWhoseRecordHasAnotherOneThereIsReadAndNotWritten() {
    both.task(", 'conflicts': {'strategy': 'source_wins'}");
    both.annAndBob();
    link("a@x", "Bob");
    both.run();
    both.atRest();
    assertThat(both.clients()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Oslo");

    both.books.run("update clients set town = 'Rome' where mail = 'a@x'");
    both.run();
    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Bob|b@x|Rome");
    assertThat(both.clients()).containsExactly("Ann|a@x|Rome", "Bob|b@x|Rome");
    both.atRest();
  }

  @Test
  void aRowThatIsCutOffIsAnotherPersonWithTheEditsNobodyHadRead() {
    both.task("");
    both.annAndBob();
    both.books.run("update clients set label = 'Anne', mail = 'anne@x' where mail = 'a@x'");
    relinking.unlink(client("anne@x"), "ann");

    RunRow run = both.run();

    assertThat(run.counts().created()).isOne();
    assertThat(both.people()).containsExactly("Ann|a@x|Bonn", "Anne|anne@x|Bonn", "Bob|b@x|Oslo");
    assertThat(both.clients()).containsExactly("Anne|anne@x|Bonn", "Bob|b@x|Oslo");
    both.atRest();
  }

  @Test
  void whatMatchesStillIsFoundAgainAndNotMadeTwice() {
    both.pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'shop', 'resource': 'people'},
         'direction': 'two_way', 'fields': {'name': 'name', 'email': 'email', 'city': 'city'},
         'deliver': [{'connection': 'books', 'resource': 'clients', 'key': 'no',
           'match': {'mail': 'email'},
           'fields': {'label': 'name', 'mail': 'email', 'town': 'city'}}]}
        """);
    both.annAndBob();
    both.books.run("update clients set town = 'Kiel' where mail = 'a@x'");
    relinking.unlink(client("a@x"), "ann");
    both.run();

    // Neither town is known to be the older one; the row's is the one that came last.
    both.bothHold("Ann|a@x|Kiel", "Bob|b@x|Oslo");
    both.atRest();
  }
}
