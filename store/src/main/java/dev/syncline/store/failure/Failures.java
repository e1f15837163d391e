package dev.syncline.store.failure;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Quarantined records, as people see and settle them. */
@Repository
public class Failures {
  private static final String FILTER =
      """
      from failure
      where tenant = :tenant
        and (cast(:entity as text) is null or entity = :entity)
        and (cast(:status as text) is null or status = :status)
      """;

  private final Database database;

  public Failures(Database database) {
    this.database = database;
  }

  /** Without payloads, the last updated first. */
  public Slice<FailureRow> list(
      String tenant, @Nullable String entity, @Nullable FailureStatus status, Range range) {
    return database.inTenant(
        tenant,
        () -> {
          long total =
              filtered("select count(*) " + FILTER, tenant, entity, status)
                  .query(Long.class)
                  .single();
          List<FailureRow> items =
              filtered(
                      "select "
                          + FailureReader.COLUMNS
                          + FILTER
                          + " order by updated_at desc, id desc limit :limit offset :offset",
                      tenant,
                      entity,
                      status)
                  .param("limit", range.limit())
                  .param("offset", range.offset())
                  .query(FailureReader::listed)
                  .list();
          return new Slice<>(items, total);
        });
  }

  private StatementSpec filtered(
      String sql, String tenant, @Nullable String entity, @Nullable FailureStatus status) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("status", status == null ? null : status.word());
  }

  /** One failure with its payload. */
  public Optional<FailureRow> find(String tenant, UUID id) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select * from failure where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(FailureReader::whole)
                .optional());
  }

  /** Settles a failure by hand: it is tried, or sent, no more. False unless it was failed. */
  public boolean ignore(String tenant, UUID id) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        with ignored as (
                          update failure set status = 'ignored', updated_at = now()
                          where tenant = :tenant and id = :id and status = 'failed'
                          returning task, phase, identity),
                        unsent as (
                          delete from outbox o using ignored i
                          where o.tenant = :tenant and o.task = i.task and i.phase = 'delivering'
                            and o.status in ('failed', 'held', 'unknown') and i.identity =
                              'delivery:' || o.connection || '/' || o.resource || ':' || o.record_id)
                        select count(*) from ignored
                        """)
                    .param("tenant", tenant)
                    .param("id", id)
                    .query(Long.class)
                    .single())
        > 0;
  }
}
