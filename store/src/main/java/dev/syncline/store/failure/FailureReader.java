package dev.syncline.store.failure;

import dev.syncline.store.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of the table {@code failure}. */
final class FailureReader {
  /** All columns but the payload, which may be large. */
  static final String COLUMNS =
      """
      id, sync_id, task, entity, external_id, identity, operation, phase, code, message,
      recoverable, retry_count, status, edited, created_at, updated_at
      """;

  private FailureReader() {}

  static FailureRow listed(ResultSet row, int n) throws SQLException {
    return read(row, null, null);
  }

  static FailureRow whole(ResultSet row, int n) throws SQLException {
    return read(row, row.getString("payload"), row.getString("edited_payload"));
  }

  private static FailureRow read(
      ResultSet row, @Nullable String payload, @Nullable String editedPayload) throws SQLException {
    return new FailureRow(
        row.getObject("id", UUID.class),
        row.getObject("sync_id", UUID.class),
        row.getString("task"),
        row.getString("entity"),
        row.getString("external_id"),
        row.getString("identity"),
        row.getString("operation"),
        row.getString("phase"),
        row.getString("code"),
        row.getString("message"),
        row.getBoolean("recoverable"),
        row.getInt("retry_count"),
        FailureStatus.of(row.getString("status")),
        payload,
        row.getBoolean("edited"),
        editedPayload,
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
