package dev.syncline.store.run;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.Phase;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of the table {@code run}. */
final class RunRowMapper {
  private RunRowMapper() {}

  static RunRow read(ResultSet row, int n) throws SQLException {
    String outcome = row.getString("outcome");
    return new RunRow(
        row.getString("tenant"),
        row.getObject("sync_id", UUID.class),
        row.getObject("parent_id", UUID.class),
        row.getString("task"),
        row.getString("entity"),
        SyncMode.of(row.getString("mode")),
        TriggerKind.of(row.getString("trigger")),
        row.getBoolean("dry_run"),
        RunStatus.of(row.getString("status")),
        outcome == null ? null : Outcome.of(outcome),
        row.getString("request"),
        row.getString("idempotency_key"),
        row.getString("definition"),
        row.getString("fingerprint"),
        row.getString("workflow_id"),
        Phase.of(row.getString("phase")),
        row.getObject("total_records", Long.class),
        row.getInt("windows"),
        row.getString("cursor"),
        row.getBoolean("read_complete"),
        row.getInt("leg"),
        instant(row, "watermark"),
        counts(row),
        new DerivedCounts(
            row.getLong("derived_created"),
            row.getLong("derived_updated"),
            row.getLong("derived_unchanged"),
            row.getLong("derived_deleted")),
        new DeliveredCounts(
            row.getLong("delivered_created"),
            row.getLong("delivered_updated"),
            row.getLong("delivered_unchanged"),
            row.getLong("delivered_deleted"),
            row.getLong("delivered_failed")),
        row.getString("phase_ms"),
        row.getInt("retries"),
        row.getLong("unasked"),
        row.getString("error"),
        row.getString("error_code"),
        row.getTimestamp("started_at").toInstant(),
        instant(row, "completed_at"));
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("fetched"),
        row.getLong("created"),
        row.getLong("updated"),
        row.getLong("unchanged"),
        row.getLong("duplicate"),
        row.getLong("filtered"),
        row.getLong("held"),
        row.getLong("failed"),
        row.getLong("deleted"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
