package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table opened for writing. A lost session is opened again by the next batch. */
final class TableTarget implements Target {
  private static final int BATCH = 5000;

  /** Rows that one statement can write together. */
  private record Group(Kind kind, List<String> fields) {}

  private final Database database;
  private final TableName table;
  private final TargetRequest request;
  private final Runnable heartbeat;
  private @Nullable Connection session;
  private @Nullable Map<String, Column> columns;

  TableTarget(Database database, TableName table, TargetRequest request, Runnable heartbeat) {
    this.database = database;
    this.table = table;
    this.request = request;
    this.heartbeat = heartbeat;
    open();
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    WriteOutcome[] outcomes = new WriteOutcome[batch.size()];
    int[] decidedBy = new int[batch.size()];
    List<Row> rows = lastOfEachKey(batch, outcomes, decidedBy);
    Connection connection = open();
    try {
      writeGroups(connection, rows, outcomes);
      connection.commit();
    } catch (SQLException e) {
      throw abandoned(database.trouble(e));
    } catch (IOException e) {
      throw abandoned(
          SynclineException.of(Category.UNAVAILABLE, "writing to " + table + " broke off")
              .because(e));
    } catch (RuntimeException e) {
      throw abandoned(e);
    }
    for (int i = 0; i < outcomes.length; i++) {
      if (decidedBy[i] != i) {
        outcomes[i] = overtaken(outcomes[decidedBy[i]]);
      }
    }
    return Arrays.asList(outcomes);
  }

  /** The last command of a key wins; the others share its fate and have no effect of their own. */
  private List<Row> lastOfEachKey(
      List<WriteCommand> batch, WriteOutcome[] outcomes, int[] decidedBy) {
    Map<List<String>, Row> last = new LinkedHashMap<>();
    List<List<String>> keys = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      decidedBy[i] = i;
      WriteCommand command = batch.get(i);
      List<String> values = new ArrayList<>();
      for (String name : request.key()) {
        String value = Row.keyValue(command, request.key(), name);
        if (value == null) {
          outcomes[i] =
              new WriteOutcome.Refused(
                  "MISSING_KEY", "the key field '" + name + "' has no value", false);
          break;
        }
        values.add(value);
      }
      if (outcomes[i] != null) {
        keys.add(List.of());
        continue;
      }
      keys.add(values);
      last.put(values, new Row(i, command, values));
    }
    for (int i = 0; i < batch.size(); i++) {
      Row winner = last.get(keys.get(i));
      if (winner != null) {
        decidedBy[i] = winner.index();
      }
    }
    return List.copyOf(last.values());
  }

  private static WriteOutcome overtaken(WriteOutcome winner) {
    return winner instanceof WriteOutcome.Written written
        ? new WriteOutcome.Written(WriteOutcome.Effect.UNCHANGED, written.externalId(), null, null)
        : winner;
  }

  private void writeGroups(Connection connection, List<Row> rows, WriteOutcome[] outcomes)
      throws SQLException, IOException {
    Map<String, Column> known = layout();
    Map<Group, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      WriteOutcome.Refused refused = refusal(row, known);
      if (refused != null) {
        outcomes[row.index()] = refused;
      } else {
        groups.computeIfAbsent(group(row, known), g -> new ArrayList<>()).add(row);
      }
    }
    TableSql sql = new TableSql(table, known, request.key());
    BatchWriter writer = new BatchWriter(connection, sql, heartbeat, outcomes);
    for (Map.Entry<Group, List<Row>> each : groups.entrySet()) {
      Group group = each.getKey();
      writer.write(group.kind(), group.fields(), request.key(), each.getValue());
    }
  }

  /** A field that a command does not name is left as it is, so it is no part of its statement. */
  private Group group(Row row, Map<String, Column> known) {
    if (row.command().kind() == Kind.DELETE) {
      return new Group(Kind.DELETE, request.key());
    }
    List<String> fields =
        known.keySet().stream()
            .filter(name -> request.key().contains(name) || row.command().fields().has(name))
            .toList();
    return new Group(Kind.UPSERT, fields);
  }

  private WriteOutcome.@Nullable Refused refusal(Row row, Map<String, Column> known) {
    boolean delete = row.command().kind() == Kind.DELETE;
    if (!row.key().stream().allMatch(CopyText::storable)) {
      return unstorable(request.key().get(0));
    }
    for (String field : row.command().fields().propertyNames()) {
      if (!delete && !known.containsKey(field)) {
        return new WriteOutcome.Refused(
            "UNKNOWN_COLUMN", "the delivery does not declare the field '" + field + "'", false);
      }
      if (!CopyText.storable(row.value(field))) {
        return unstorable(field);
      }
    }
    return null;
  }

  private static WriteOutcome.Refused unstorable(String field) {
    return new WriteOutcome.Refused(
        "UNSTORABLE_TEXT",
        "field '" + field + "' holds a NUL or half a character, which PostgreSQL cannot store",
        false);
  }

  private Map<String, Column> layout() {
    if (columns == null) {
      throw new IllegalStateException("the table is not open");
    }
    return columns;
  }

  private Connection open() {
    if (session != null) {
      return session;
    }
    Connection connection = database.connect();
    session = connection;
    try {
      connection.setAutoCommit(true);
      columns = new TableLayout(connection, table, request).prepare();
      try (Statement statement = connection.createStatement()) {
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
