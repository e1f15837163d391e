package dev.syncline.activities.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Stops who reads or writes which windows were committed. */
final class WindowGate implements AutoCloseable {
  private final Pipeline pipeline;
  private Connection holder;

  private Connection closed() throws SQLException {
    Connection connection = pipeline.engine.ownersConnection();
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute("lock table syncline.run_window in access exclusive mode");
    }
    return connection;
  }

  WindowGate(Pipeline pipeline) throws SQLException {
    this.pipeline = pipeline;
    this.holder = closed();
  }

  void awaitOne() {
    await("query like '%run_window%' and query not like 'lock%'");
  }

  /** The next one stops behind it. */
  void letOnePass() throws SQLException {
    awaitOne();
    CompletableFuture<Connection> next =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return closed();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    await("query like 'lock table%'");
    close();
    holder = next.join();
  }

  private void await(String query) {
    Pipeline.until(
        "somebody waits with " + query,
        () ->
            !pipeline
                .sql(
                    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and ? <> ''"
                        + " and "
                        + query,
                    pipeline.tenant)
                .isEmpty());
  }

  @Override
  public void close() throws SQLException {
    holder.rollback();
    holder.close();
  }
}
