package dev.syncline.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The least that tells whether two tables are what they were: every row as JSON into a staging
 * table, its hash joined with the one that is stored under its key; one table after the other.
 */
final class TwoWayFloor {
  private static final List<String> TABLES = List.of("shop_", "books_");

  private final Connection database;
  private final int rows;

  private TwoWayFloor(Connection database, int rows) {
    this.database = database;
    this.rows = rows;
  }

  /** Stores what the tables hold now. */
  static TwoWayFloor of(Connection database, int rows) throws SQLException {
    TwoWayFloor floor = new TwoWayFloor(database, rows);
    for (String table : TABLES) {
      String name = table + rows;
      floor.execute(
          "create table stored_%1$s (id text primary key, hash uuid not null)".formatted(name),
          "insert into stored_%1$s select id, md5(row_to_json(t)::text)::uuid from %1$s t"
              .formatted(name),
          "vacuum analyze stored_" + name);
    }
    return floor;
  }

  /** Compares both tables; the milliseconds it took. */
  double compare() throws SQLException {
    long begun = System.nanoTime();
    for (String table : TABLES) {
      String name = table + rows;
      execute("create unlogged table staged (payload text not null)");
      copy(name);
      try (Statement statement = database.createStatement();
          ResultSet changed =
              statement.executeQuery(
                  """
                  select count(*) from staged s left join stored_%s k
                    on k.id = s.payload::jsonb ->> 'id'
                  where k.hash is distinct from md5(s.payload)::uuid
                  """
                      .formatted(name))) {
        changed.next();
        if (changed.getLong(1) > 0) {
          throw new IllegalStateException(changed.getLong(1) + " rows of " + name + " changed");
        }
      }
      execute("drop table staged");
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** From one connection into the other, as from another database. */
  private void copy(String table) throws SQLException {
    try (Connection source =
            java.sql.DriverManager.getConnection(database.getMetaData().getURL(), "postgres", "");
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 20)) {
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try (out) {
                  copies(source)
                      .copyOut("copy (select row_to_json(t) from " + table + " t) to stdout", out);
                } catch (SQLException | IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      copies(database).copyIn("copy staged from stdin", in);
      reading.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads both tables and does nothing with them; the milliseconds it took. */
  double read() throws SQLException, IOException {
    long begun = System.nanoTime();
    for (String table : TABLES) {
      copies(database)
          .copyOut("copy " + table + rows + " to stdout", OutputStream.nullOutputStream());
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private void execute(String... statements) throws SQLException {
    try (Statement sql = database.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }
}
