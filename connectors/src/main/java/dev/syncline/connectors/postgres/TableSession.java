package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The session of a target. A lost one is opened again when next used. */
final class TableSession implements AutoCloseable {
  private final Database database;
  private final TableName table;
  private final TargetRequest request;
  private @Nullable Connection session;
  private @Nullable Opened opened;

  TableSession(Database database, TableName table, TargetRequest request) {
    this.database = database;
    this.table = table;
    this.request = request;
  }

  Opened opened() {
    open();
    return Objects.requireNonNull(opened);
  }

  /** Work inside a transaction, which it ends itself. */
  <T> T inTransaction(ReadSession.Work<T> work) {
    Connection connection = open();
    try {
      return work.with(connection);
    } catch (SQLException e) {
      throw abandoned(database.trouble(e));
    } catch (IOException e) {
      throw abandoned(
          SynclineException.of(Category.UNAVAILABLE, "the session with " + table + " broke off")
              .because(e));
    } catch (RuntimeException e) {
      throw abandoned(e);
    }
  }

  private Connection open() {
    if (session != null) {
      return session;
    }
    Connection connection = database.connect();
    session = connection;
    try {
      connection.setAutoCommit(true);
      Map<String, Column> columns = new TableLayout(connection, table, request).prepare();
      Relation relation = new Relations(connection).table(table);
      opened = new Opened(columns, request.key(), new Standing(relation, request.key()));
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET standard_conforming_strings = on");
        statement.execute(new TableSql(table, columns, request.key()).createStage());
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw abandoned(database.trouble(e));
    } catch (RuntimeException e) {
      throw abandoned(e);
    }
  }

  /** Ends the session, whose state is not known any more. */
  private RuntimeException abandoned(RuntimeException cause) {
    try {
      close();
    } catch (SynclineException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  @Override
  public void close() {
    Connection open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // The session is gone either way; what was not committed is rolled back by the server.
        throw database.trouble(e);
      }
    }
  }
}
