package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Rows that look as they did when they were last merged, and of whose merge nothing has been
 * touched since: they are unchanged, and neither staged nor mapped nor matched. Only their keys
 * stand among the raw rows of their window.
 */
@Repository
public class KnownRows {
  private final Database database;

  public KnownRows(Database database) {
    this.database = database;
  }

  /**
   * A known row.
   *
   * @param modified when it was changed in its system, or null
   */
  public record KnownRow(String externalId, @Nullable Instant modified) {}

  /**
   * The known ones among rows with these digests. A row that failed since is not known: it is to be
   * looked at. Each one is looked up by its digest, whatever the statistics of the id map say.
   */
  public Map<UUID, KnownRow> among(WindowOrigin origin, Collection<UUID> digests) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          Map<UUID, KnownRow> known = new HashMap<>();
          database
              .sql()
              .sql(
                  """
                  select i.digest, i.external_id, i.modified_at
                  from (select * from id_map m where m.digest = any(:digests) offset 0) i
                  where i.tenant = :tenant and i.entity = :entity and i.connection = :connection
                    and i.resource = :resource and i.hash = i.digest_hash and i.sync_id <> :run
                    and i.external_id not in (
                      select f.external_id from failure f where f.tenant = :tenant
                        and f.task = :task and f.leg = :leg and f.status in ('failed', 'retrying')
                        and f.external_id is not null)
                  """)
              .param("digests", digests.toArray(UUID[]::new))
              .param("tenant", origin.tenant())
              .param("entity", origin.entity())
              .param("connection", origin.connection())
              .param("resource", origin.resource())
              .param("task", origin.task())
              .param("leg", origin.leg())
              .param("run", origin.syncId())
              .query(
                  row -> {
                    Timestamp modified = row.getTimestamp(3);
                    known.put(
                        row.getObject(1, UUID.class),
                        new KnownRow(
                            row.getString(2), modified == null ? null : modified.toInstant()));
                  });
          return known;
        });
  }

  /**
   * Settles keys that came twice in a window, once as a known row: the later row stands, as it does
   * between two candidates. Returns how many rows became candidates by that.
   */
  public long meetRepeats(String candidates, String raw) {
    String rows = StagingTables.checked(candidates);
    String table = StagingTables.checked(raw);
    return database.inTransaction(
        () -> {
          database
              .sql()
              .sql(
                  """
                  update %1$s c set state = 'D' from %2$s k
                  where k.known and c.state = 'M' and k.external_id = c.external_id
                    and k.seq > c.seq
                  """
                      .formatted(rows, table))
              .update();
          return (long)
              database
                  .sql()
                  .sql(
                      """
                      with earlier as (
                        delete from %2$s k using %1$s c
                        where k.known and c.state = 'M' and c.external_id = k.external_id
                        returning k.seq, k.external_id)
                      insert into %1$s (seq, state, external_id)
                      select seq, 'D', external_id from earlier
                      """
                          .formatted(rows, table))
                  .update();
        });
  }

  /** Within a window's commit: how many there are. */
  long count(String raw) {
    return database
        .sql()
        .sql("select count(*) from " + StagingTables.checked(raw) + " where known")
        .query(Long.class)
        .single();
  }

  /**
   * Within the commit of a planned window: notes how many there are, and what gives way to them.
   */
  static void plan(WindowSql sql, String raw) {
    sql.update(
        """
        insert into plan_beside (tenant, sync_id, window_no, kind, row_no, content)
        select :tenant, :run, :window, 'k', 1, jsonb_build_object('rows', count(*))
        from %s where known
        """
            .formatted(StagingTables.checked(raw)));
    // The statistics know nothing of the plan's rows yet.
    sql.update("set local enable_nestloop = off");
    sql.update(
        """
        update plan_row p set state = 'D', leg = null
        from %s k, plan q
        where k.known and p.tenant = :tenant and p.sync_id = :run and p.window_no < :window
          and p.kind = 'O' and p.state = 'M' and p.external_id = k.external_id
          and q.tenant = :tenant and q.sync_id = :run
          and plan_leg(q.leg_ends, 0, p.window_no) = :leg
        """
            .formatted(StagingTables.checked(raw)));
    sql.update("set local enable_nestloop = on");
  }

  /** Within the commit of a window that is applied: how many were noted. */
  static long planned(WindowSql sql) {
    return sql.statement(
            """
            select coalesce(sum((content ->> 'rows')::bigint), 0) from plan_beside
            where tenant = :tenant and sync_id = :run and window_no = :window and kind = 'k'
            """)
        .query(Long.class)
        .single();
  }

  /** Within a window's commit: notes that the read has met them. */
  static void remember(WindowSql sql, String raw) {
    sql.update(
        """
        insert into seen_key (tenant, sync_id, leg, external_id)
        select :tenant, :run::uuid, :leg, external_id from %s where known on conflict do nothing
        """
            .formatted(StagingTables.checked(raw)));
  }
}
