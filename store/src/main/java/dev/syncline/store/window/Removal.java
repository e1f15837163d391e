package dev.syncline.store.window;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Removes what a complete read did not meet. A source row that is gone is detached from its record;
 * a record that loses its last one becomes a tombstone.
 */
@Repository
public class Removal {
  /** Stands in the id map where a source has lost the record: equal to no values' hash. */
  private static final String LOST = "00000000-0000-0000-0000-000000000000";

  private final Database database;

  public Removal(Database database) {
    this.database = database;
  }

  /** How much stands against each other: rows that are missing, and all rows of the source. */
  public record Extent(long missing, long all) {}

  /** Counts what {@link #remove} would remove. */
  public Extent extent(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () ->
            bind(
                    """
                    select count(*) filter (where not exists (select from seen_key s
                        where s.tenant = i.tenant and s.sync_id = :run
                          and s.external_id = i.external_id) and i.synced_at < r.started_at),
                      count(*)
                    from id_map i, run r
                    where r.tenant = :tenant and r.sync_id = :run and %s
                    """
                        .formatted(LIVE),
                    origin)
                .query((row, n) -> new Extent(row.getLong(1), row.getLong(2)))
                .single());
  }

  private static final String LIVE =
      """
      i.tenant = :tenant and i.entity = :entity and i.connection = :connection
      and i.resource = :resource and i.is_source and i.hash <> '%s'
      """
          .formatted(LOST);

  /** The external ids that the read did not meet, of rows that stood before it began. */
  public List<String> missing(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () ->
            bind(
                    """
                    select i.external_id from id_map i, run r
                    where r.tenant = :tenant and r.sync_id = :run and i.synced_at < r.started_at
                      and %s and not exists (select from seen_key s where s.tenant = i.tenant
                        and s.sync_id = :run and s.external_id = i.external_id)
                    order by i.external_id
                    """
                        .formatted(LIVE),
                    origin)
                .query(String.class)
                .list());
  }

  /**
   * Keeps of these keys the ones that the task's complete read before this one missed too, and
   * remembers the others for the next one.
   */
  public List<String> missedTwice(WindowOrigin origin, List<String> missing) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          String[] keys = missing.toArray(String[]::new);
          List<String> twice =
              bind(
                      """
                      select external_id from missing_key
                      where tenant = :tenant and task = :task and sync_id <> :run
                        and external_id = any(:keys)
                      """,
                      origin)
                  .param("keys", keys)
                  .query(String.class)
                  .list();
          // Those missed twice stay: an interrupted removal asks again and must hear the same.
          bind(
                  """
                  delete from missing_key where tenant = :tenant and task = :task
                    and not external_id = any(:keys)
                  """,
                  origin)
              .param("keys", keys)
              .update();
          bind(
                  """
                  insert into missing_key (tenant, task, external_id, sync_id)
                  select :tenant, :task, k, :run from unnest(:keys) k
                  on conflict do nothing
                  """,
                  origin)
              .param("keys", keys)
              .update();
          return twice;
        });
  }

  /** Removes these source rows and counts the tombstones; a second call finds nothing left. */
  public Committed remove(
      WindowOrigin origin, List<String> missing, List<WindowCommit.TargetResource> targets) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          lockEntity(origin);
          String[] keys = missing.toArray(String[]::new);
          long tombstones = tombstone(origin, keys);
          long waiting = 0;
          for (WindowCommit.TargetResource target : targets) {
            waiting += enqueue(origin, target, keys);
          }
          detach(origin, keys);
          count(origin, tombstones);
          return new Committed(new Counts(0, 0, 0, 0, 0, 0, 0, 0, tombstones), waiting);
        });
  }

  private void count(WindowOrigin origin, long tombstones) {
    int counted =
        bind(
                """
                update run set deleted = deleted + :deleted
                where tenant = :tenant and sync_id = :run and status = 'running'
                """,
                origin)
            .param("deleted", tombstones)
            .update();
    if (counted == 0) {
      throw SynclineException.of(
          Category.CANCELLED, "the run has ended; nothing that it missed is deleted");
    }
  }

  private void lockEntity(WindowOrigin origin) {
    database
        .sql()
        .sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", origin.tenant() + "/" + origin.entity())
        .query((row, n) -> true)
        .single();
  }

  private long tombstone(WindowOrigin origin, String[] keys) {
    bind(
            """
            insert into run_item (tenant, sync_id, seq, external_id, record_id, operation, status)
            select :tenant, :run, (1::bigint << 60) + row_number() over (order by i.external_id),
              i.external_id, i.record_id, 'delete', 'applied'
            from id_map i where %s and i.external_id = any(:keys) and %s
            """
                .formatted(LIVE, LAST),
            origin)
        .param("keys", keys)
        .update();
    bind(
            """
            insert into record_history (tenant, entity, record_id, version, data, modified_at,
              sync_id, operation, connection, external_id)
            select distinct on (r.record_id) r.tenant, r.entity, r.record_id, r.version, r.data,
              r.modified_at, :run, 'delete', :connection, i.external_id
            from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            where %s and i.external_id = any(:keys) and %s and r.deleted_at is null
            """
                .formatted(LIVE, LAST),
            origin)
        .param("keys", keys)
        .update();
    return bind(
            """
            update record r set deleted_at = now(), version = r.version + 1, updated_by = :run,
              updated_at = now()
            where r.tenant = :tenant and r.entity = :entity and r.deleted_at is null
              and r.record_id in (select i.record_id from id_map i
                where %s and i.external_id = any(:keys) and %s)
            """
                .formatted(LIVE, LAST),
            origin)
        .param("keys", keys)
        .update();
  }

  /** No source row is left to the record besides those that are going. */
  private static final String LAST =
      """
      not exists (select from id_map o where o.tenant = i.tenant and o.entity = i.entity
        and o.record_id = i.record_id and o.is_source and o.hash <> '%s'
        and not (o.connection = i.connection and o.resource = i.resource
          and o.external_id = any(:keys)))
      """
          .formatted(LOST);

  private long enqueue(WindowOrigin origin, WindowCommit.TargetResource target, String[] keys) {
    return bind(
            """
            insert into outbox (tenant, connection, resource, task, entity, record_id,
              record_version, operation, sync_id)
            select :tenant, :target, :target_resource, :task, :entity, r.record_id, r.version,
              'delete', :run
            from record r where r.tenant = :tenant and r.entity = :entity
              and r.updated_by = :run and r.deleted_at is not null
              and r.record_id in (select i.record_id from id_map i
                where %s and i.external_id = any(:keys))
            """
                .formatted(LIVE),
            origin)
        .param("keys", keys)
        .param("target", target.connection())
        .param("target_resource", target.resource())
        .update();
  }

  /** Keeps the row of a tombstone, so that a record that comes back is the same one. */
  private void detach(WindowOrigin origin, String[] keys) {
    bind(
            """
            update id_map i set hash = '%s', sync_id = :run, synced_at = now(), base = null,
              base_version = r.version
            from record r
            where %s and i.external_id = any(:keys) and r.tenant = i.tenant
              and r.entity = i.entity and r.record_id = i.record_id and r.deleted_at is not null
            """
                .formatted(LOST, LIVE),
            origin)
        .param("keys", keys)
        .update();
    bind("delete from id_map i where %s and i.external_id = any(:keys)".formatted(LIVE), origin)
        .param("keys", keys)
        .update();
  }

  private StatementSpec bind(String sql, WindowOrigin origin) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .param("task", origin.task())
        .param("run", origin.syncId(), java.sql.Types.OTHER);
  }
}
