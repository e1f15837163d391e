package dev.syncline.store.state;

import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The watermark and the mapping's fingerprint of each task. */
@Repository
public class SyncStates {
  private final Database database;

  public SyncStates(Database database) {
    this.database = database;
  }

  public Optional<SyncState> find(String tenant, String task) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select watermark, fingerprint from sync_state
                    where tenant = :tenant and task = :task
                    """)
                .param("tenant", tenant)
                .param("task", task)
                .query(
                    (row, n) -> {
                      Timestamp watermark = row.getTimestamp(1);
                      return new SyncState(
                          watermark == null ? null : watermark.toInstant(), row.getString(2));
                    })
                .optional());
  }

  /** Moves a task's state on to what a run has read; a watermark never moves back. */
  public void advance(String tenant, UUID syncId) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into sync_state (tenant, task, watermark, fingerprint, sync_id)
                    select tenant, task, watermark, fingerprint, sync_id from run
                    where tenant = :tenant and sync_id = :run and fingerprint is not null
                    on conflict (tenant, task) do update set
                      watermark = greatest(sync_state.watermark, excluded.watermark),
                      fingerprint = excluded.fingerprint, sync_id = excluded.sync_id,
                      updated_at = now()
                    """)
                .param("tenant", tenant)
                .param("run", syncId)
                .update());
  }
}
