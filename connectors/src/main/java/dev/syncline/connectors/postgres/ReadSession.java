package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One session whose every transaction is read-only. A lost one is opened again when next used. */
final class ReadSession implements AutoCloseable {
  /** Counting is for progress alone; a table too large for it is read without. */
  private static final String COUNTING = "SET LOCAL statement_timeout = '3s'";

  private static final String TIMED_OUT = "57014";

  private final Database database;
  private @Nullable Connection session;

  ReadSession(Database database) {
    this.database = database;
  }

  /** Work with an open session. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, IOException;
  }

  <T> T read(Work<T> work) {
    Connection connection = open();
    try {
      T result = work.with(connection);
      if (session != null) {
        connection.rollback();
      }
      return result;
    } catch (SQLException e) {
      abandon();
      throw database.trouble(e);
    } catch (IOException e) {
      abandon();
      throw e.getCause() instanceof SQLException cause
          ? database.trouble(cause)
          : SynclineException.of(Category.UNAVAILABLE, "reading broke off: " + e.getMessage())
              .because(e);
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** The number that a query answers, or empty where that takes too long. */
  Optional<Long> count(String query) {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(COUNTING);
            try (ResultSet row = statement.executeQuery(query)) {
              row.next();
              return Optional.of(row.getLong(1));
            }
          } catch (SQLException e) {
            if (SqlTrouble.state(e).equals(TIMED_OUT)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private Connection open() {
    if (session != null) {
      return session;
    }
    Connection connection = database.connect();
    session = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET standard_conforming_strings = on");
      statement.execute("SET bytea_output = 'hex'");
      statement.execute("SET jit = off"); // it costs more than it gives to statements of a second
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      abandon();
      throw database.trouble(e);
    }
  }

  /** Ends the session at once, in the middle of whatever it does. */
  void abandon() {
    Connection open = session;
    session = null;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        throw database.trouble(e);
      }
    }
  }

  @Override
  public void close() {
    Connection open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        throw database.trouble(e);
      }
    }
  }
}
