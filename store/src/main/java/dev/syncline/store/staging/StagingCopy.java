package dev.syncline.store.staging;

import dev.syncline.store.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Staging tables, written and read by COPY within the current transaction. */
final class StagingCopy {
  private final Database database;

  StagingCopy(Database database) {
    this.database = database;
  }

  @FunctionalInterface
  interface Filler {
    void fill(BinaryCopyWriter copy) throws SQLException;
  }

  /** Makes the table anew and fills it in one transaction; the rows written. */
  long write(String table, String columns, Filler filler) {
    String name = StagingTables.checked(table);
    return database.inTransaction(
        () -> {
          database.sql().sql("drop table if exists " + name).update();
          database.sql().sql("create unlogged table " + name + " " + columns).update();
          return withCopy(
              manager -> {
                BinaryCopyWriter copy =
                    new BinaryCopyWriter(manager.copyIn("copy " + name + " from stdin binary"));
                try {
                  filler.fill(copy);
                  return copy.end();
                } finally {
                  copy.abandon();
                }
              });
        });
  }

  /** Reads the raw rows of a query, a table in the order it was written; the rows read. */
  long read(String query, RawReader reader) {
    database.sql().sql("set local synchronize_seqscans = off").update();
    database.sql().sql("set local max_parallel_workers_per_gather = 0").update();
    return withCopy(
        manager -> {
          BinaryCopyReader copy =
              new BinaryCopyReader(manager.copyOut("copy (" + query + ") to stdout binary"));
          try {
            long count = 0;
            while (copy.next()) {
              reader.row(copy);
              count++;
            }
            return count;
          } finally {
            copy.abandon();
          }
        });
  }

  @FunctionalInterface
  private interface CopyWork<T> {
    T with(CopyManager manager) throws SQLException;
  }

  private <T> T withCopy(CopyWork<T> work) {
    Connection connection = DataSourceUtils.getConnection(database.dataSource());
    try {
      return work.with(connection.unwrap(PGConnection.class).getCopyAPI());
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        throw Staging.lost("the table is gone");
      }
      throw new UncategorizedSQLException("copy", null, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database.dataSource());
    }
  }
}
