package dev.syncline.standalone.lease;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The right to run the in-process engine, and to reconcile, on a database: a session advisory lock
 * on a connection of its own, so that PostgreSQL itself takes it back when the process ends. With
 * an external database two machines may share it, which the lock on the data directory cannot see.
 */
public final class EngineLease implements AutoCloseable {
  /** "syncline" in ASCII. */
  static final long KEY = 0x73796e636c696e65L;

  private final DataSource dataSource;
  private Connection connection;

  private EngineLease(DataSource dataSource, Connection connection) {
    this.dataSource = dataSource;
    this.connection = connection;
  }

  /**
   * Takes the lease.
   *
   * @throws SynclineException {@code ENGINE_IN_USE} where another process has it, category DATABASE
   *     where the database does not answer
   */
  public static EngineLease acquire(DataSource dataSource) {
    try {
      return new EngineLease(dataSource, locked(dataSource));
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /**
   * Whether the lease is still held. A database that was restarted has forgotten the lock: it is
   * taken again here, unless another process was faster.
   */
  public synchronized boolean held() {
    try {
      if (connection.isValid(5)) {
        return true;
      }
      connection.close();
      connection = locked(dataSource);
      return true;
    } catch (SQLException e) {
      return false;
    } catch (SynclineException e) {
      if (e.category() == Category.CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private static Connection locked(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean taken = false;
    try {
      connection.setAutoCommit(true); // a session lock must not hold a transaction open
      taken = tryLock(connection);
    } finally {
      if (!taken) {
        connection.close();
      }
    }
    if (!taken) {
      throw SynclineException.of(
          Category.CONFLICT,
          "ENGINE_IN_USE",
          "another process runs the in-process engine on this database; use that process, stop it,"
              + " or share a Temporal server with --temporal-address");
    }
    return connection;
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static SynclineException unanswered(SQLException e) {
    return SynclineException.of(Category.DATABASE, "the database did not answer: " + e.getMessage())
        .because(e);
  }

  @Override
  public synchronized void close() {
    try (Connection last = connection) {
      if (last.isValid(5)) {
        unlock(last);
      }
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /** Explicitly, since a pooled connection would be kept open, and the lock with it. */
  private static void unlock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock(" + KEY + ")");
    }
  }
}
