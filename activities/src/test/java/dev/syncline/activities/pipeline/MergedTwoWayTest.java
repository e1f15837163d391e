package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.duplicate.PairDecisions;
import dev.syncline.store.duplicate.DuplicateRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people of two databases who are said to be one, and are found to be two after all. */
@Timeout(120)
class MergedTwoWayTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final PairDecisions pairs = both.pipeline.engine.get(PairDecisions.class);
  private DuplicateRow pair;

  /** Ann, of whom no town is known, and Anne are merged: Ann's rows are the ones written. */
  private void annAndAnneAreOne() {
    annAndAnneAreOne("newest_wins");
  }

  private void annAndAnneAreOne(String strategy) {
    both.task(", 'deletes': 'propagate', 'conflicts': {'strategy': '" + strategy + "'}");
    both.shop.run(
        """
        insert into people (id, name, email, city) values (1, 'Ann', 'a@x', null),
          (2, 'Anne', 'n@x', 'Bonn'), (3, 'Zoe', 'z@x', 'Oslo')
        """);
    both.run();
    both.bothHold("Ann|a@x|null", "Anne|n@x|Bonn", "Zoe|z@x|Oslo");
    pair = Pairs.propose(both.pipeline, "Ann", "Anne");
    pairs.merge(both.pipeline.tenant, pair, "ann");
    both.delivered();
  }

  private void unmerge() {
    pairs.unmerge(both.pipeline.tenant, pair, "ann");
    both.delivered();
    both.run();
  }

  /** Connections by record, of the living. */
  private List<String> links() {
    return both
        .pipeline
        .sql(
            """
            select r.data ->> 'name' || ' ' || string_agg(i.connection, ' ' order by i.connection)
              as links
            from syncline.record r join syncline.id_map i on i.record_id = r.record_id
            where r.tenant = ? and r.deleted_at is null group by r.record_id, r.data
            """,
            both.pipeline.tenant)
        .stream()
        .map(row -> row.get("links").toString())
        .sorted()
        .toList();
  }

  @Test
  void bothRowsOfEachSystemLeadToOneRecordWhoseOwnRowsAreWrittenAtOnce() {
    annAndAnneAreOne();
    assertThat(links()).containsExactly("Anne books books shop shop", "Zoe books shop");
    both.bothHold("Anne|n@x|Bonn", "Anne|n@x|Bonn", "Zoe|z@x|Oslo");
    both.atRest();

    both.books.run("update clients set town = 'Kiel', changed = '2026-02-01' where no = 501");
    both.run();
    assertThat(both.shop.rows("select id, city from people order by id"))
        .as("the edit of a further row reaches the rows that are written")
        .containsExactly("1|Kiel", "2|Bonn", "3|Oslo");
    assertThat(both.books.rows("select no, town from clients order by no"))
        .containsExactly("500|Kiel", "501|Kiel", "502|Oslo");
    both.atRest();
  }

  @Test
  void whatNobodyTouchedComesApartAsItWas() {
    annAndAnneAreOne();
    unmerge();

    assertThat(links()).containsExactly("Ann books shop", "Anne books shop", "Zoe books shop");
    both.bothHold("Ann|a@x|null", "Anne|n@x|Bonn", "Zoe|z@x|Oslo");
    assertThat(both.history("merge")).containsExactly("ann");
    assertThat(both.history("unmerge")).containsExactly("ann", "ann");
    both.atRest();

    both.shop.run("update people set city = 'Rome' where id = 2");
    both.books.run("update clients set town = 'Kiel' where mail = 'a@x'");
    both.run();
    both.bothHold("Ann|a@x|Kiel", "Anne|n@x|Rome", "Zoe|z@x|Oslo");
    both.atRest();
  }

  @Test
  void editsMadeWhileTheyWereOneAreKeptWhereTheyWereMade() {
    annAndAnneAreOne();
    both.shop.run("update people set name = 'Anna', changed = '2026-02-01' where id = 1");
    both.books.run("update clients set town = 'Kiel', changed = '2026-02-01' where no = 501");
    both.run();
    assertThat(both.shop.rows("select name, email, city from people where id = 1"))
        .containsExactly("Anna|n@x|Kiel");
    unmerge();

    assertThat(links()).containsExactly("Anna books shop", "Anne books shop", "Zoe books shop");
    both.bothHold("Anna|a@x|null", "Anne|n@x|Kiel", "Zoe|z@x|Oslo");
    both.atRest();
  }

  /** To come apart is no edit that another one could lose against. */
  @ParameterizedTest
  @ValueSource(strings = {"newest_wins", "source_wins", "target_wins", "oldest_wins", "manual"})
  void anEditThatNobodyHadReadWhenTheyCameApartIsKept(String strategy) {
    annAndAnneAreOne(strategy);
    both.shop.run("update people set city = 'Rome', changed = '2026-02-01' where id = 2");
    both.books.run("update clients set label = 'Anna', changed = '2026-02-01' where no = 500");
    unmerge();
    both.bothHold("Anna|a@x|null", "Anne|n@x|Rome", "Zoe|z@x|Oslo");
    assertThat(both.pipeline.count("conflict")).isZero();
    both.atRest();
  }

  @Test
  void oneOfTheRowsMayGoWhileTheyAreOne() {
    annAndAnneAreOne();
    both.shop.run("delete from people where id = 2");
    assertThat(both.run().counts().deleted()).isZero();
    assertThat(both.clients()).as("the record has another row").hasSize(3);
    both.atRest();

    unmerge();
    assertThat(both.people()).isEqualTo(both.clients());
    assertThat(links()).containsExactly("Ann books shop", "Anne books shop", "Zoe books shop");
    both.atRest();
  }

  @Test
  void allRowsOfARecordGoWithIt() {
    annAndAnneAreOne();
    both.shop.run("delete from people where id < 3");
    assertThat(both.run().counts().deleted()).isOne();
    both.bothHold("Zoe|z@x|Oslo");
    both.atRest();
  }
}
