package dev.syncline.store.schedule;

import dev.syncline.domain.SyncMode;
import dev.syncline.store.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads schedules with the last time they were due. */
final class ScheduleRows {
  /** To be followed by conditions on {@code s}. */
  static final String SELECT =
      """
      select s.*, l.sync_id as last_sync_id, l.at as last_at,
        case when l.status = 'claimed' then 'starting' else coalesce(r.status, l.status) end
          as last_status
      from schedule s
        left join lateral (
          select * from schedule_slot l where l.tenant = s.tenant and l.schedule_id = s.id
          order by l.at desc, l.slot_at desc limit 1) l on true
        left join run r on r.tenant = s.tenant and r.sync_id = l.sync_id
      """;

  private ScheduleRows() {}

  static ScheduleRow read(ResultSet row, int n) throws SQLException {
    return new ScheduleRow(
        row.getString("tenant"),
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("entity"),
        row.getString("task"),
        row.getString("cron"),
        row.getString("timezone"),
        SyncMode.of(row.getString("mode")),
        row.getBoolean("enabled"),
        row.getString("managed_by"),
        Rows.instant(row, "next_at"),
        row.getString("mirrored"),
        row.getTimestamp("deleted_at") != null,
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"),
        last(row));
  }

  private static ScheduleRow.@Nullable LastRun last(ResultSet row) throws SQLException {
    Instant at = Rows.instant(row, "last_at");
    return at == null
        ? null
        : new ScheduleRow.LastRun(
            row.getObject("last_sync_id", UUID.class), row.getString("last_status"), at);
  }
}
