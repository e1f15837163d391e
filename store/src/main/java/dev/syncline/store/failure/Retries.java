package dev.syncline.store.failure;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Failures on their way into another attempt. */
@Repository
public class Retries {
  private final Database database;

  public Retries(Database database) {
    this.database = database;
  }

  /** A failure that was marked for another attempt. */
  public record Claimed(UUID id, String task, String entity) {}

  /**
   * Marks failed records as being retried and counts the attempt; one statement, so that two
   * callers never get the same record.
   *
   * @param entity only of this entity, or null
   * @param ids only these failures, or null
   */
  public List<Claimed> claim(String tenant, @Nullable String entity, @Nullable List<UUID> ids) {
    return database.inTenant(
        tenant,
        () -> {
          release(database.sql(), tenant);
          return database
              .sql()
              .sql(
                  """
                  update failure
                  set status = 'retrying', retry_count = retry_count + 1, edited = false,
                    updated_at = now()
                  where tenant = :tenant and status = 'failed'
                    and (cast(:entity as text) is null or entity = :entity)
                    and (cast(:ids as uuid[]) is null or id = any(:ids))
                  returning id, task, entity
                  """)
              .param("tenant", tenant)
              .param("entity", entity)
              .param("ids", ids == null ? null : ids.toArray(UUID[]::new))
              .query(
                  (row, n) ->
                      new Claimed(
                          row.getObject("id", UUID.class),
                          row.getString("task"),
                          row.getString("entity")))
              .list();
        });
  }

  /** Those marked by a caller that died before its run began are failed again. */
  private static void release(JdbcClient sql, String tenant) {
    sql.sql(
            """
            update failure f set status = 'failed'
            where f.tenant = :tenant and f.status = 'retrying'
              and f.updated_at < now() - interval '1 minute'
              and not exists (
                select from run r
                where r.tenant = f.tenant and r.entity = f.entity
                  and r.status in ('queued', 'running'))
            """)
        .param("tenant", tenant)
        .update();
  }

  /** Takes a claim back, because no run could be started. */
  public void giveBack(String tenant, List<UUID> ids) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update failure set status = 'failed', retry_count = retry_count - 1
                    where tenant = :tenant and id = any(:ids) and status = 'retrying'
                    """)
                .param("tenant", tenant)
                .param("ids", ids.toArray(UUID[]::new))
                .update());
  }

  /** Sets what the next attempt reads in place of the source; the stored payload stays. */
  public void edit(String tenant, UUID id, String payload) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update failure set edited_payload = :payload, edited = true
                    where tenant = :tenant and id = :id
                    """)
                .param("payload", payload)
                .param("tenant", tenant)
                .param("id", id)
                .update());
  }
}
