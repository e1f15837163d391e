package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table opened for writing. */
final class TableTarget implements Target {
  private static final int BATCH = 5000;

  /** Rows that one statement can write together. */
  private record Group(Kind kind, List<String> fields) {}

  private final TableSession session;
  private final TableName table;
  private final TargetRequest request;
  private final Runnable heartbeat;

  TableTarget(Database database, TableName table, TargetRequest request, Runnable heartbeat) {
    this.session = new TableSession(database, table, request);
    this.table = table;
    this.request = request;
    this.heartbeat = heartbeat;
    session.opened();
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
    session.inTransaction(
        connection -> {
          write(connection, acceptable(rows, outcomes), outcomes);
          connection.commit();
          return outcomes;
        });
    for (int i = 0; i < outcomes.length; i++) {
      if (decidedBy[i] != i) {
        outcomes[i] = overtaken(outcomes[decidedBy[i]]);
      }
    }
    return Arrays.asList(outcomes);
  }

  private void write(Connection connection, List<Row> rows, WriteOutcome[] outcomes)
      throws SQLException, IOException {
    Opened table = session.opened();
    List<Row> known =
        new Adoption(connection, this.table, table.columns(request.match()), table.key())
            .adopt(rows, outcomes);
    List<Row> plain = known.stream().filter(Row::plain).toList();
    Refusals refusals = new Refusals(connection, this.table);
    writeGroups(connection, table.columns(), plain, refusals, outcomes);
    if (request.answers()) {
      answer(connection, table.standing(), plain, outcomes);
    }
    RowWriter single =
        new RowWriter(
            connection,
            new RowSql(this.table, table.columns(), request.key()),
            table.standing(),
            refusals,
            table.columns(),
            request.key());
    for (Row row : known) {
      if (!row.plain()) {
        heartbeat.run();
        outcomes[row.index()] = single.write(row);
      }
    }
  }

  private static void answer(
      Connection connection, Standing standing, List<Row> rows, WriteOutcome[] outcomes)
      throws SQLException, IOException {
    List<Row> there =
        rows.stream().filter(r -> !r.delete() && outcomes[r.index()] instanceof Written).toList();
    Map<List<String>, Current> now =
        standing.of(connection, there.stream().map(Row::known).toList());
    for (Row row : there) {
      Current current = now.get(row.known());
      if (current != null && outcomes[row.index()] instanceof Written written) {
        outcomes[row.index()] =
            new Written(
                written.effect(), written.externalId(), current.version(), current.fields());
      }
    }
  }

  /** A row whose key the table assigns is not, unless it is looked up first. */
  @Override
  public boolean repeatable(WriteCommand command) {
    return !Row.of(0, command, request.key()).known().isEmpty()
        || (command.kind() != WriteCommand.Kind.DELETE
            && !request.match().isEmpty()
            && request.match().stream().allMatch(name -> command.fields().hasNonNull(name)));
  }

  @Override
  public boolean canRead() {
    return true;
  }

  @Override
  public List<Current> current(List<String> externalIds) {
    List<List<String>> keys =
        externalIds.stream()
            .map(id -> KeyText.split(id, request.key().size()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return session.inTransaction(
        connection -> {
          List<Current> found = new ArrayList<>();
          current(connection, keys, found);
          return found;
        });
  }

  /** An id that is no value of its column names no row; it is found by halving. */
  private void current(Connection connection, List<List<String>> keys, List<Current> found)
      throws SQLException, IOException {
    if (keys.isEmpty()) {
      return;
    }
    try {
      found.addAll(session.opened().standing().of(connection, keys).values());
      connection.rollback();
    } catch (SQLException e) {
      connection.rollback();
      if (!SqlTrouble.ofData(e)) {
        throw e;
      }
      if (keys.size() > 1) {
        int middle = keys.size() / 2;
        current(connection, keys.subList(0, middle), found);
        current(connection, keys.subList(middle, keys.size()), found);
      }
    }
  }

  /** The last command of a key wins; the others share its fate and have no effect of their own. */
  private List<Row> lastOfEachKey(
      List<WriteCommand> batch, WriteOutcome[] outcomes, int[] decidedBy) {
    Map<List<String>, Row> last = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Row row = Row.of(i, batch.get(i), request.key());
      rows.add(row);
      decidedBy[i] = i;
      if (!row.known().isEmpty()) {
        last.put(row.known(), row);
      }
    }
    List<Row> winners = new ArrayList<>();
    for (Row row : rows) {
      Row winner = last.get(row.known());
      if (winner != null && winner.index() != row.index()) {
        decidedBy[row.index()] = winner.index();
      } else if (winner != null || (!row.delete() && session.opened().assigns(row))) {
        winners.add(row);
      } else if (row.delete()) {
        // It was never there, as far as anybody knows.
        outcomes[row.index()] =
            new WriteOutcome.Written(WriteOutcome.Effect.UNCHANGED, "", null, null);
      } else {
        outcomes[row.index()] = new WriteOutcome.Refused("MISSING_KEY", missing(row), false);
      }
    }
    return winners;
  }

  private String missing(Row row) {
    String name =
        request.key().stream().filter(k -> row.value(k) == null).findFirst().orElse("(all)");
    return "the key field '" + name + "' has no value";
  }

  private static WriteOutcome overtaken(WriteOutcome winner) {
    return winner instanceof WriteOutcome.Written written
        ? new WriteOutcome.Written(WriteOutcome.Effect.UNCHANGED, written.externalId(), null, null)
        : winner;
  }

  private List<Row> acceptable(List<Row> rows, WriteOutcome[] outcomes) {
    List<Row> acceptable = new ArrayList<>();
    for (Row row : rows) {
      WriteOutcome.Refused refused = refusal(row, session.opened().columns());
      if (refused == null) {
        acceptable.add(row);
      } else {
        outcomes[row.index()] = refused;
      }
    }
    return acceptable;
  }

  private void writeGroups(
      Connection connection,
      Map<String, Column> known,
      List<Row> rows,
      Refusals refusals,
      WriteOutcome[] outcomes)
      throws SQLException, IOException {
    Map<Group, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(group(row, known), g -> new ArrayList<>()).add(row);
    }
    TableSql sql = new TableSql(table, known, request.key());
    BatchWriter writer = new BatchWriter(connection, sql, refusals, heartbeat, outcomes);
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
    boolean delete = row.delete();
    if (!row.known().stream().allMatch(CopyText::storable)
        || !row.stands().stream().allMatch(CopyText::storable)) {
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

  @Override
  public void close() {
    session.close();
  }
}
