package dev.syncline.store.duplicate;

import dev.syncline.store.duplicate.Snapshot.Place;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes records whole. */
final class Snapshots {
  /** Stands in the id map where a source has lost the record. */
  static final String LOST = "00000000-0000-0000-0000-000000000000";

  private Snapshots() {}

  /** The record as it stands. */
  static Snapshot of(PairSql sql, UUID record) {
    Snapshot bare =
        sql.statement(
                """
                select data, modified_at from record
                where tenant = :tenant and entity = :entity and record_id = :record
                """)
            .param("record", record)
            .query(
                (row, n) ->
                    new Snapshot(
                        SnapshotJson.object(row.getString("data")),
                        instant(row),
                        List.of(),
                        new HashSet<>()))
            .single();
    List<UUID> keys =
        sql.statement(
                """
                select key from match_key
                where tenant = :tenant and entity = :entity and record_id = :record
                """)
            .param("record", record)
            .query(UUID.class)
            .list();
    return new Snapshot(
        bare.data(), bare.modified(), rows(sql, record, bare.data()), new HashSet<>(keys));
  }

  private static List<Row> rows(PairSql sql, UUID record, ObjectNode data) {
    return sql.statement(
            """
            select connection, resource, external_id, is_primary, is_source, hash, base, modified_at
            from id_map
            where tenant = :tenant and entity = :entity and record_id = :record
            order by synced_at, external_id
            """)
        .param("record", record)
        .query(
            (row, n) -> {
              String base = row.getString("base");
              return new Row(
                  new Place(
                      row.getString("connection"),
                      row.getString("resource"),
                      row.getString("external_id")),
                  row.getBoolean("is_primary"),
                  row.getBoolean("is_source"),
                  LOST.equals(row.getString("hash")),
                  base == null ? data : SnapshotJson.object(base),
                  instant(row));
            })
        .list();
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    Timestamp time = row.getTimestamp("modified_at");
    return time == null ? null : time.toInstant();
  }
}
