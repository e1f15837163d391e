package dev.syncline.store.schedule;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The schedules of each tenant. */
@Repository
public class Schedules {
  private final Database database;

  public Schedules(Database database) {
    this.database = database;
  }

  /** Oldest first. */
  public Slice<ScheduleRow> list(String tenant, Range range) {
    return database.inTenant(
        tenant,
        () -> {
          long total =
              database
                  .sql()
                  .sql("select count(*) from schedule where tenant = ? and deleted_at is null")
                  .param(tenant)
                  .query(Long.class)
                  .single();
          List<ScheduleRow> rows =
              database
                  .sql()
                  .sql(
                      ScheduleRows.SELECT
                          + """
                            where s.tenant = :tenant and s.deleted_at is null
                            order by s.created_at, s.id limit :limit offset :offset
                            """)
                  .param("tenant", tenant)
                  .param("limit", range.limit())
                  .param("offset", range.offset())
                  .query(ScheduleRows::read)
                  .list();
          return new Slice<>(rows, total);
        });
  }

  public Optional<ScheduleRow> find(String tenant, UUID id) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    ScheduleRows.SELECT
                        + "where s.tenant = :tenant and s.id = :id and s.deleted_at is null")
                .param("tenant", tenant)
                .param("id", id)
                .query(ScheduleRows::read)
                .optional());
  }

  /** Creates it, or replaces what it says; times and mirror as the row has them. */
  public void save(ScheduleRow row) {
    database.runInTenant(
        row.tenant(),
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into schedule (tenant, id, name, entity, task, cron, timezone, mode,
                      enabled, managed_by, next_at)
                    values (:tenant, :id, :name, :entity, :task, :cron, :timezone, :mode,
                      :enabled, :managed, :next)
                    on conflict (tenant, id) do update set
                      name = excluded.name, entity = excluded.entity, task = excluded.task,
                      cron = excluded.cron, timezone = excluded.timezone, mode = excluded.mode,
                      enabled = excluded.enabled, managed_by = excluded.managed_by,
                      next_at = excluded.next_at, mirrored = null, deleted_at = null,
                      updated_at = now()
                    """)
                .param("tenant", row.tenant())
                .param("id", row.id())
                .param("name", row.name())
                .param("entity", row.entity())
                .param("task", row.task())
                .param("cron", row.cron())
                .param("timezone", row.timezone())
                .param("mode", row.mode().word())
                .param("enabled", row.enabled())
                .param("managed", row.managedBy())
                .param("next", Rows.timestamp(row.nextAt()))
                .update());
  }

  /** Takes it out of sight; false where there was none. */
  public boolean remove(String tenant, UUID id) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        update schedule set deleted_at = now(), enabled = false, next_at = null
                        where tenant = :tenant and id = :id and deleted_at is null
                        """)
                    .param("tenant", tenant)
                    .param("id", id)
                    .update())
        > 0;
  }

  /** Removes for good what was taken out of sight. */
  public void forget(String tenant, UUID id) {
    database.runInTenant(
        tenant,
        () -> {
          int gone =
              database
                  .sql()
                  .sql(
                      "delete from schedule where tenant = :tenant and id = :id"
                          + " and deleted_at is not null")
                  .param("tenant", tenant)
                  .param("id", id)
                  .update();
          if (gone > 0) {
            database
                .sql()
                .sql("delete from schedule_slot where tenant = :tenant and schedule_id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .update();
          }
        });
  }

  /** Notes how the engine's own Schedule looks, or that it has to be written again. */
  public void mirrored(String tenant, UUID id, @Nullable String look) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("update schedule set mirrored = :look where tenant = :tenant and id = :id")
                .param("look", look)
                .param("tenant", tenant)
                .param("id", id)
                .update());
  }

  /** Every tenant's, removed ones too; only the reconciler may ask. */
  public List<ScheduleKey> all() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql("select tenant, id, deleted_at is not null from schedule order by tenant, id")
                .query(
                    (row, n) ->
                        new ScheduleKey(
                            row.getString(1), row.getObject(2, UUID.class), row.getBoolean(3)))
                .list());
  }

  /** Which schedule, and whether it was removed. */
  public record ScheduleKey(String tenant, UUID id, boolean removed) {}
}
