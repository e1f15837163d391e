package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Writes rows with the same fields inside an open transaction: all at once, and where PostgreSQL
 * refuses, in halves down to the rows that it refuses.
 */
final class BatchWriter {
  private final Connection connection;
  private final TableSql sql;
  private final Refusals refusals;
  private final Runnable heartbeat;
  private final WriteOutcome[] outcomes;

  BatchWriter(
      Connection connection,
      TableSql sql,
      Refusals refusals,
      Runnable heartbeat,
      WriteOutcome[] outcomes) {
    this.connection = connection;
    this.sql = sql;
    this.refusals = refusals;
    this.heartbeat = heartbeat;
    this.outcomes = outcomes;
  }

  /** Writes rows of one kind that have exactly these fields, the key's among them. */
  void write(Kind kind, List<String> fields, List<String> key, List<Row> rows)
      throws SQLException, IOException {
    stage(fields, key, rows);
    String statement = kind == Kind.DELETE ? sql.delete() : sql.upsert(fields);
    apply(kind, statement, rows, 0, rows.size());
    try (Statement empty = connection.createStatement()) {
      empty.execute("TRUNCATE pg_temp.syncline_stage");
    }
  }

  private void stage(List<String> fields, List<String> key, List<Row> rows)
      throws SQLException, IOException {
    CopyText text = new CopyText();
    for (int seq = 0; seq < rows.size(); seq++) {
      Row row = rows.get(seq);
      text.value(String.valueOf(seq));
      for (String field : fields) {
        int inKey = key.indexOf(field);
        text.value(inKey >= 0 ? row.known().get(inKey) : row.value(field));
      }
      text.endRow();
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(sql.copy(fields), new ByteArrayInputStream(text.bytes()));
  }

  private void apply(Kind kind, String statement, List<Row> rows, int from, int to)
      throws SQLException {
    heartbeat.run();
    Savepoint before = connection.setSavepoint();
    Map<Integer, Effect> effects;
    try {
      effects = run(kind, statement, from, to);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!SqlTrouble.ofData(e)) {
        throw e;
      }
      connection.rollback(before);
      if (to - from == 1) {
        outcomes[rows.get(from).index()] = refusals.of(e, rows.get(from));
        return;
      }
      int middle = (from + to) >>> 1;
      apply(kind, statement, rows, from, middle);
      apply(kind, statement, rows, middle, to);
      return;
    }
    for (int seq = from; seq < to; seq++) {
      Row row = rows.get(seq);
      Effect effect = effects.getOrDefault(seq, Effect.UNCHANGED);
      outcomes[row.index()] = new WriteOutcome.Written(effect, row.externalId(), null, null);
    }
  }

  private Map<Integer, Effect> run(Kind kind, String statement, int from, int to)
      throws SQLException {
    Map<Integer, Effect> effects = new HashMap<>();
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setInt(1, from);
      prepared.setInt(2, to - 1);
      if (kind == Kind.UPSERT) {
        prepared.setInt(3, from);
        prepared.setInt(4, to - 1);
      }
      try (ResultSet row = prepared.executeQuery()) {
        while (row.next()) {
          Effect effect =
              kind == Kind.DELETE
                  ? Effect.DELETED
                  : row.getBoolean(2) ? Effect.CREATED : Effect.UPDATED;
          effects.put(row.getInt(1), effect);
        }
      }
    }
    return effects;
  }
}
