package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows one by one inside an open transaction: those with a version to compare, with a key
 * that changes or that the table assigns, and those that were adopted. What is written is read
 * again, so that triggers, rounding and defaults are seen.
 */
final class RowWriter {
  private final Connection connection;
  private final RowSql sql;
  private final Standing standing;
  private final Refusals refusals;
  private final Map<String, Column> columns;
  private final List<String> key;

  RowWriter(
      Connection connection,
      RowSql sql,
      Standing standing,
      Refusals refusals,
      Map<String, Column> columns,
      List<String> key) {
    this.connection = connection;
    this.sql = sql;
    this.standing = standing;
    this.refusals = refusals;
    this.columns = columns;
    this.key = key;
  }

  WriteOutcome write(Row row) throws SQLException, IOException {
    Savepoint before = connection.setSavepoint();
    try {
      WriteOutcome outcome = row.delete() ? delete(row) : upsert(row);
      connection.releaseSavepoint(before);
      return outcome;
    } catch (SQLException e) {
      if (!SqlTrouble.ofData(e)) {
        throw e;
      }
      connection.rollback(before);
      return refusals.of(e, row);
    }
  }

  private WriteOutcome delete(Row row) throws SQLException, IOException {
    List<@Nullable String> values = new ArrayList<>(row.known());
    String version = row.command().version();
    if (version != null) {
      values.add(version);
    }
    if (execute(sql.delete(version != null), values) > 0) {
      return new Written(Effect.DELETED, row.externalId(), null, null);
    }
    Current now = standing.one(connection, row.known());
    return now == null
        ? new Written(Effect.UNCHANGED, row.externalId(), null, null)
        : stale(row.externalId());
  }

  private WriteOutcome upsert(Row row) throws SQLException, IOException {
    return row.stands().isEmpty() ? insert(row) : update(row);
  }

  private WriteOutcome update(Row row) throws SQLException, IOException {
    boolean rekeyed = !row.adopted() && !row.key().isEmpty() && !row.key().equals(row.stands());
    List<String> fields = fields(row, rekeyed);
    String version = row.command().version();
    int changed = 0;
    if (!fields.isEmpty()) {
      List<@Nullable String> values = new ArrayList<>();
      fields.forEach(field -> values.add(row.value(field)));
      values.addAll(row.stands());
      if (version != null) {
        values.add(version);
      }
      fields.forEach(field -> values.add(row.value(field)));
      changed = execute(sql.update(fields, version != null), values);
    }
    if (changed > 0) {
      List<String> now = rekeyed ? row.key() : row.stands();
      return written(Effect.UPDATED, standing.one(connection, now), KeyText.join(now));
    }
    String id = KeyText.join(row.stands());
    Current now = standing.one(connection, row.stands());
    if (now == null) {
      return version == null ? insert(row) : new WriteOutcome.Stale("row " + id + " is gone");
    }
    return version == null || version.equals(now.version())
        ? written(Effect.UNCHANGED, now, id)
        : stale(id);
  }

  private WriteOutcome insert(Row row) throws SQLException, IOException {
    boolean withKey = !row.key().isEmpty();
    List<String> fields =
        fields(row, true).stream().filter(f -> !key.contains(f) || row.value(f) != null).toList();
    try (PreparedStatement statement = connection.prepareStatement(sql.insert(fields, withKey))) {
      for (int i = 0; i < fields.size(); i++) {
        statement.setString(1 + i, row.value(fields.get(i)));
      }
      try (ResultSet answer = statement.executeQuery()) {
        if (!answer.next()) {
          return new WriteOutcome.Refused(
              "NOT_WRITTEN", "the table took the row without keeping it (a trigger)", false);
        }
        List<String> id = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
          id.add(answer.getString(2 + i));
        }
        Effect effect = answer.getBoolean(1) ? Effect.CREATED : Effect.UPDATED;
        return written(effect, standing.one(connection, id), KeyText.join(id));
      }
    }
  }

  /** The fields that the command names, in the table's order. */
  private List<String> fields(Row row, boolean withKey) {
    return columns.keySet().stream()
        .filter(name -> row.command().fields().has(name))
        .filter(name -> withKey || !key.contains(name))
        .toList();
  }

  private static Written written(Effect effect, @Nullable Current now, String id) {
    return now == null
        ? new Written(effect, id, null, null)
        : new Written(effect, id, now.version(), now.fields());
  }

  private static WriteOutcome stale(String id) {
    return new WriteOutcome.Stale("row " + id + " was changed by another transaction since");
  }

  private int execute(String statement, List<@Nullable String> values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.size(); i++) {
        prepared.setString(1 + i, values.get(i));
      }
      return prepared.executeUpdate();
    }
  }
}
