package dev.syncline.store.state;

import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The watermark and the mapping's fingerprint of each task; a run moves them when it ends. */
@Repository
public class SyncStates {
  private final Database database;

  public SyncStates(Database database) {
    this.database = database;
  }

  /**
   * @param leg the system of the task: 0 the source
   */
  public Optional<SyncState> find(String tenant, String task, int leg) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select case when :leg = 0 then watermark
                        else (leg_watermarks ->> cast(:leg as text))::timestamptz end, fingerprint, repeats
                    from sync_state
                    where tenant = :tenant and task = :task
                    """)
                .param("tenant", tenant)
                .param("task", task)
                .param("leg", leg)
                .query(
                    (row, n) -> {
                      Timestamp watermark = row.getTimestamp(1);
                      return new SyncState(
                          watermark == null ? null : watermark.toInstant(),
                          row.getString(2),
                          row.getBoolean(3));
                    })
                .optional());
  }
}
