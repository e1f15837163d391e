package dev.syncline.store.window;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Removes what a read did not meet. A source row that is gone is detached from its record; a record
 * that loses its last one becomes a tombstone.
 */
@Repository
public class Removal {
  private final Database database;
  private final Tombstones tombstones;
  private final LinkWrites links;

  Removal(Database database, Tombstones tombstones, LinkWrites links) {
    this.database = database;
    this.tombstones = tombstones;
    this.links = links;
  }

  /** How much stands against each other: rows that are missing, and all rows of the source. */
  public record Extent(long missing, long all) {}

  /** Counts what {@link #remove} would remove of, and what it would leave. */
  public Extent extent(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () ->
            bind(
                    """
                    select count(*) filter (where not exists (select from seen_key s
                        where s.tenant = i.tenant and s.sync_id = :run
                          and s.leg = :leg and s.external_id = i.external_id) and i.synced_at < r.started_at),
                      count(*)
                    from id_map i, run r
                    where r.tenant = :tenant and r.sync_id = :run and %s
                    """
                        .formatted(Tombstones.LIVE),
                    origin)
                .query((row, n) -> new Extent(row.getLong(1), row.getLong(2)))
                .single());
  }

  /** The external ids that the read did not meet, of rows that stood before it began. */
  public List<String> missing(WindowOrigin origin) {
    return missing(origin, "", List.of());
  }

  /** Those of these external ids that the read did not meet, although it asked for them. */
  public List<String> missingOf(WindowOrigin origin, List<String> asked) {
    return missing(origin, "and i.external_id = any(:asked)", asked);
  }

  /** The rows that one system of a two-way task has of the records of these rows of another. */
  public List<String> rowsOf(WindowOrigin system, WindowOrigin other, List<String> externalIds) {
    return database.inTenant(
        system.tenant(),
        () ->
            bind(
                    """
                    select i.external_id from id_map i
                    where %s and i.record_id in (select o.record_id from id_map o
                      where o.tenant = :tenant and o.entity = :entity
                        and o.connection = :other and o.resource = :other_resource
                        and o.external_id = any(:ids))
                    order by i.external_id
                    """
                        .formatted(Tombstones.LIVE),
                    system)
                .param("other", other.connection())
                .param("other_resource", other.resource())
                .param("ids", externalIds.toArray(String[]::new))
                .query(String.class)
                .list());
  }

  private List<String> missing(WindowOrigin origin, String among, List<String> asked) {
    return database.inTenant(
        origin.tenant(),
        () ->
            bind(
                    """
                    select i.external_id from id_map i, run r
                    where r.tenant = :tenant and r.sync_id = :run and i.synced_at < r.started_at
                      and %s and not exists (select from seen_key s where s.tenant = i.tenant
                        and s.sync_id = :run and s.leg = :leg and s.external_id = i.external_id)
                      %s
                    order by i.external_id
                    """
                        .formatted(Tombstones.LIVE, among),
                    origin)
                .param("asked", asked.toArray(String[]::new))
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
          List<String> twice = missedBefore(origin, missing);
          // Those missed twice stay: an interrupted removal asks again and must hear the same.
          bind(
                  """
                  delete from missing_key where tenant = :tenant and task = :task and leg = :leg
                    and not external_id = any(:keys)
                  """,
                  origin)
              .param("keys", keys)
              .update();
          bind(
                  """
                  insert into missing_key (tenant, task, leg, external_id, sync_id)
                  select :tenant, :task, :leg, k, :run from unnest(:keys) k
                  on conflict do nothing
                  """,
                  origin)
              .param("keys", keys)
              .update();
          return twice;
        });
  }

  /** Of these keys the ones that the task's complete read before this one missed too. */
  public List<String> missedBefore(WindowOrigin origin, List<String> missing) {
    return database.inTenant(
        origin.tenant(),
        () ->
            bind(
                    """
                    select external_id from missing_key
                    where tenant = :tenant and task = :task and leg = :leg and sync_id <> :run
                      and external_id = any(:keys)
                    """,
                    origin)
                .param("keys", missing.toArray(String[]::new))
                .query(String.class)
                .list());
  }

  /** Removes these source rows and counts the tombstones; a second call finds nothing left. */
  public Committed remove(
      WindowOrigin origin,
      List<String> missing,
      List<WindowCommit.TargetResource> targets,
      Further further) {
    return remove(origin, missing, targets, further, Tombstones.LAST);
  }

  /** Removes what one system of a two-way task has lost, and with it the rows of the others. */
  Committed removeOfLeg(
      WindowOrigin origin,
      List<String> missing,
      List<WindowCommit.TargetResource> others,
      Further further) {
    return remove(origin, missing, others, further, Tombstones.LAST_OF_LEG);
  }

  private Committed remove(
      WindowOrigin origin,
      List<String> missing,
      List<WindowCommit.TargetResource> targets,
      Further further,
      String last) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          EntityLocks.take(database, origin, further);
          String[] keys = missing.toArray(String[]::new);
          long buried = tombstone(origin, keys, last);
          long waiting = 0;
          for (WindowCommit.TargetResource target : targets) {
            waiting += enqueue(origin, target, keys);
          }
          tombstones.detach(origin, keys);
          long derived = further.any() ? removeFurther(origin, keys, further) : 0;
          count(origin, buried, derived);
          return new Committed(new Counts(0, 0, 0, 0, 0, 0, 0, 0, buried), waiting);
        });
  }

  private void count(WindowOrigin origin, long buried, long derived) {
    int counted =
        bind(
                """
                update run set deleted = deleted + :deleted,
                  derived_deleted = derived_deleted + :derived
                where tenant = :tenant and sync_id = :run and status = 'running'
                """,
                origin)
            .param("deleted", buried)
            .param("derived", derived)
            .update();
    if (counted == 0) {
      throw SynclineException.of(
          Category.CANCELLED, "the run has ended; nothing that it missed is deleted");
    }
  }

  private long tombstone(WindowOrigin origin, String[] keys, String last) {
    bind(
            """
            insert into run_item (tenant, sync_id, seq, external_id, connection, record_id,
              operation, status)
            select :tenant, :run, (1::bigint << 60) + (:leg::bigint << 48)
                + row_number() over (order by i.external_id),
              i.external_id, i.connection, i.record_id, 'delete', 'applied'
            from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id and r.deleted_at is null
            where %s and i.external_id = any(:keys) and %s
            """
                .formatted(Tombstones.LIVE, last),
            origin)
        .param("keys", keys)
        .update();
    return tombstones.bury(origin, keys, last);
  }

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
                .formatted(Tombstones.LIVE),
            origin)
        .param("keys", keys)
        .param("target", target.connection())
        .param("target_resource", target.resource())
        .update();
  }

  /** Removes what the missing rows gave besides their own records; returns the tombstones. */
  private long removeFurther(WindowOrigin origin, String[] keys, Further further) {
    long buried = 0;
    for (String entity : further.derived()) {
      WindowOrigin derived = origin.ofEntity(entity);
      String[] rows = links.madeFrom(origin, entity, keys).toArray(String[]::new);
      buried += tombstones.bury(derived, rows);
      tombstones.detach(derived, rows);
      links.forget(derived, rows);
    }
    links.forget(origin, keys);
    return buried;
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
        .param("leg", origin.leg())
        .param("run", origin.syncId(), java.sql.Types.OTHER);
  }
}
