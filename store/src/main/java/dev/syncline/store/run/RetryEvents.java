package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Tells what became of the failed records that a run tried again. */
@Repository
public class RetryEvents {
  private final Database database;

  public RetryEvents(Database database) {
    this.database = database;
  }

  /**
   * Announces the attempt of a run that retried failures, when it is about to end; nothing for
   * others. The first attempt was the run that the records failed in.
   */
  public void announce(String tenant, UUID run) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into event (tenant, sync_id, type, fields)
                    select r.tenant, r.sync_id, 'syncTask.retryAttempt', jsonb_build_object(
                      'task_id', r.task, 'execution_id', r.sync_id,
                      'attempt', 1 + (select coalesce(max(f.retry_count), 1) from failure f
                        where f.tenant = r.tenant and f.id in (
                          select i::uuid from json_array_elements_text(r.request -> 'failures') i)),
                      'records_retried', r.fetched, 'records_succeeded', r.fetched - r.failed,
                      'records_failed', r.failed)
                    from run r
                    where r.tenant = :tenant and r.sync_id = :run
                      and json_array_length(coalesce(r.request -> 'failures', '[]'::json)) > 0
                    """)
                .param("tenant", tenant)
                .param("run", run)
                .update());
  }
}
