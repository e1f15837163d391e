package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two databases that people write to while they are synced again and again. */
@Timeout(120)
class BusyDatabasesTest {
  private static final int ROWS = 20;
  private static final int EDITS = 600;

  private final Pipeline pipeline = new Pipeline();
  private final PostgresSystem left = PostgresSystem.connect(pipeline, "left");
  private final PostgresSystem right = PostgresSystem.connect(pipeline, "right");

  @Test
  void noUpdateIsLostAndAtRestBothAreEqual() {
    left.run("create table stock (code text primary key, bought int, sold int)");
    right.run("create table stock (code text primary key, bought int, sold int)");
    left.run("insert into stock select 's' || n, 0, 0 from generate_series(1, ?) n", ROWS);
    pipeline.task(
        "stock",
        """
        {'entity': 'stock', 'source': {'connection': 'left', 'resource': 'stock'}, 'key': 'code',
         'direction': 'two_way', 'fields': {'code': 'code', 'bought': 'bought', 'sold': 'sold'},
         'retry': {'initial': '10ms', 'max': '10ms'},
         'deliver': [{'connection': 'right', 'resource': 'stock', 'key': 'code',
           'fields': {'code': 'code', 'bought': 'bought', 'sold': 'sold'}}]}
        """);
    pipeline.full("stock");

    // Each side counts in a column that the other only receives, and keeps a log of its own.
    left.run("create table log (code text)");
    right.run("create table log (code text)");
    CompletableFuture<Void> buying = writer(left, "bought", 1);
    CompletableFuture<Void> selling = writer(right, "sold", 2);
    int during = 0;
    while (!buying.isDone() || !selling.isDone()) {
      assertThat(pipeline.full("stock").error()).isNull();
      during++;
    }
    buying.join();
    selling.join();
    pipeline.full("stock");

    assertThat(during).as("runs while both were written").isPositive();
    String stock = "select code, bought, sold from stock order by code";
    assertThat(right.rows(stock)).isEqualTo(left.rows(stock));
    String lost =
        """
        select s.code from stock s
        where s.%s <> (select count(*) from log l where l.code = s.code)
        """;
    assertThat(left.rows(lost.formatted("bought"))).isEmpty();
    assertThat(right.rows(lost.formatted("sold"))).isEmpty();
    assertThat(left.rows("select sum(bought), sum(sold) from stock"))
        .containsExactly(EDITS + "|" + EDITS);
    String versions = "select code, xmin from stock order by code";
    var before = java.util.List.of(left.rows(versions), right.rows(versions));
    pipeline.full("stock");
    assertThat(java.util.List.of(left.rows(versions), right.rows(versions))).isEqualTo(before);
  }

  private static CompletableFuture<Void> writer(PostgresSystem system, String column, long seed) {
    return CompletableFuture.runAsync(
        () -> {
          Random random = new Random(seed);
          String edit =
              """
              with edited as (
                update stock set %1$s = %1$s + 1 where code = ? returning code)
              insert into log select code from edited
              """
                  .formatted(column);
          try (Connection connection = system.database.getConnection();
              PreparedStatement statement = connection.prepareStatement(edit)) {
            for (int i = 0; i < EDITS; i++) {
              statement.setString(1, "s" + (1 + random.nextInt(ROWS)));
              statement.executeUpdate();
              // Spread over several runs; nothing waits for it.
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
          } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
