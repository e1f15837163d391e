package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many records a run over two systems says that there are. */
class TotalsOfSystemsTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final Pipeline pipeline = both.pipeline;

  /** Notes each state in which the run's row is written. */
  @BeforeEach
  void noted() {
    pipeline.engine.owner().sql("create schema if not exists noted").update();
    for (String statement :
        List.of(
            "create table if not exists noted.seen (run uuid, fetched bigint, total bigint)",
            "grant usage on schema noted to public",
            "grant insert on noted.seen to public",
            """
            create or replace function noted.note() returns trigger language plpgsql as $$
            begin
              insert into noted.seen values (new.sync_id, new.fetched, new.total_records);
              return null;
            end $$
            """,
            "drop trigger if exists noted on syncline.run",
            "create trigger noted after update on syncline.run for each row"
                + " execute function noted.note()")) {
      pipeline.engine.owner().sql(statement).update();
    }
  }

  @AfterEach
  void noMore() {
    pipeline.engine.owner().sql("drop trigger noted on syncline.run").update();
  }

  private List<String> seen(UUID run) {
    return pipeline
        .sql("select distinct fetched, total from noted.seen where run = ? order by 1, 2", run)
        .stream()
        .map(row -> row.get("fetched") + "/" + row.get("total"))
        .toList();
  }

  @Test
  void theTotalIsUnknownUntilTheLastSystemTellsAndNeverLessThanWhatIsDone() {
    both.task(", 'batch': {'size': 2}");
    both.shop.run("insert into people (id, name) select i, 'p' || i from generate_series(1, 4) i");
    both.books.run(
        "insert into clients (no, label) select i, 'c' || i from generate_series(1, 3) i");

    RunRow run = both.run();

    assertThat(seen(run.syncId())).containsExactly("0/null", "2/null", "4/null", "6/7", "7/7");
  }

  @Test
  void aPlanOfTwoSystemsHasNoTotalBeforeAllIsRead() {
    both.task(", 'batch': {'size': 2}");
    both.shop.run("insert into people (id, name) select i, 'p' || i from generate_series(1, 4) i");
    both.books.run(
        "insert into clients (no, label) select i, 'c' || i from generate_series(1, 3) i");

    RunRow run = pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));

    assertThat(seen(run.syncId())).allMatch(s -> s.endsWith("/null") || s.endsWith("/7"));
    assertThat(run.totalRecords()).isEqualTo(7);
  }
}
