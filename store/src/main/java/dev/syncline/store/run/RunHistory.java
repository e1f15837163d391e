package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What a run has been through: attempts that were made again, time that phases took. */
@Repository
public class RunHistory {
  private final Database database;

  public RunHistory(Database database) {
    this.database = database;
  }

  /**
   * Counts an attempt that is made again, and says so.
   *
   * @param phase in which the one before failed
   * @param attempt the number of the new one: 2 for the first retry
   * @param error why the one before failed
   */
  public void retried(String tenant, UUID run, String phase, int attempt, @Nullable String error) {
    database.runInTenant(tenant, () -> retried(database, tenant, run, phase, attempt, 0, error));
  }

  /** As above, for a number of records, within the current transaction. */
  public static void retried(
      Database database,
      String tenant,
      UUID run,
      String phase,
      int attempt,
      long records,
      @Nullable String error) {
    database
        .sql()
        .sql(
            """
            with counted as (
              update run set retries = retries + 1 where tenant = :tenant and sync_id = :run
              returning task)
            insert into event (tenant, sync_id, type, fields)
            select :tenant, :run, 'syncTask.retryAttempt', jsonb_build_object(
              'task_id', task, 'attempt', cast(:attempt as int),
              'records_retried', cast(:records as bigint),
              'records_succeeded', 0, 'records_failed', 0,
              'phase', cast(:phase as text), 'error', cast(:error as text))
            from counted
            """)
        .param("tenant", tenant)
        .param("run", run)
        .param("attempt", attempt)
        .param("records", records)
        .param("phase", phase)
        .param("error", error)
        .update();
  }

  /** Adds to the time that a phase took. */
  public void took(String tenant, UUID run, String phase, Duration time) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update run set phase_ms = phase_ms || jsonb_build_object(cast(:phase as text),
                      coalesce((phase_ms ->> :phase)::bigint, 0) + :ms)
                    where tenant = :tenant and sync_id = :run
                    """)
                .param("phase", phase)
                .param("ms", time.toMillis())
                .param("tenant", tenant)
                .param("run", run)
                .update());
  }
}
