package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import org.springframework.stereotype.Repository;

/**
 * The windows of a two-way plan, which build upon each other: what a window would leave is what the
 * rows of later ones meet, of the same system and of others, as they do once the plan is applied.
 * The rows of the plan itself stand over the records for that.
 */
@Repository
public class LegPlanning {
  /** A row {@code p} of the plan that leaves its record otherwise than it was. */
  static final String WRITES =
      """
      p.tenant = :tenant and p.sync_id is not distinct from :run and p.leg is not null
      and (p.op = 'C' or p.merged is not null)
      """;

  private final Database database;

  LegPlanning(Database database) {
    this.database = database;
  }

  /** Joins what the plan would leave of a record so far, as {@code o}. */
  static String soFar(String recordId) {
    return """
        left join lateral (
          select p.record_id, coalesce(p.merged, p.data) as data,
            coalesce(p.version, 0) + 1 as version, p.record_modified as modified_at
          from plan_row p where %s and p.record_id = %s order by p.window_no desc limit 1) o on true
        """
        .formatted(WRITES, recordId);
  }

  /** Whether the plan would give a record a row that its system has of its own. */
  static String joined(String recordId) {
    return """
        exists (select from plan_row p where p.tenant = :tenant
          and p.sync_id is not distinct from :run and p.record_id = %s and p.leg = :leg and p.op in ('C', 'M', 'J'))
        """
        .formatted(recordId);
  }

  /** Whether a run is making its plan. */
  public boolean underWay(WindowOrigin origin) {
    return database
        .sql()
        .sql(
            """
            select exists (select from plan
              where tenant = :tenant and sync_id = :run and status = 'planning')
            """)
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .query(Boolean.class)
        .single();
  }

  /** Lets what earlier windows planned for rows that come again be as if it had never been. */
  public void supersede(WindowOrigin origin, String candidates) {
    database.sql().sql("set local enable_nestloop = off").update();
    database
        .sql()
        .sql(
            """
            with again as (
              update plan_row p set leg = null from %s c
              where p.tenant = :tenant and p.sync_id = :run and p.leg = :leg
                and p.external_id = c.external_id and p.kind = 'O' and c.state = 'M'
              returning p.window_no, p.seq)
            delete from plan_key k using again a
            where k.tenant = :tenant and k.sync_id = :run and k.window_no = a.window_no
              and k.seq = a.seq
            """
                .formatted(StagingTables.checked(candidates)))
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .param("leg", origin.leg())
        .update();
    database.sql().sql("set local enable_nestloop = on").update();
  }

  /**
   * Writes down a window, in place of doing what it says. What makes a plan stale is told by what
   * is stored, what it shows by what is planned.
   *
   * @param blocks SQL for the keys that later rows are compared by
   */
  void write(WindowSql sql, String blocks) {
    // The records are looked up before the first row is written, which they would be looked up
    // among.
    sql.update(
        """
        with so_far as materialized (
          select d.seq, o.* from {d} d %s where d.op <> 'U' and o.record_id is not null)
        insert into plan_row (tenant, sync_id, window_no, kind, seq, state, external_id, own_id,
          hash, modified_at, data, keys, place, code, message, payload, op, record_id, version,
          touched, merged, blocks, stood_hash, stands, before, leg, record_modified, record_base,
          back, resolved, open, digest)
        select :tenant, :run, :window, 'O', c.seq, c.state, c.external_id, c.record_id, c.hash,
          c.modified_at, c.data, c.keys, c.place, c.code, c.message, c.payload, d.op, d.record_id,
          d.version, d.touched, d.data, %s, i.hash, r.version,
          case when d.op in ('R', 'V', 'M', 'J') then coalesce(o.data, r.data) end,
          case when d.op in ('C', 'R', 'V', 'M', 'J') then cast(:leg as int) end,
          case when d.op = 'C' then c.modified_at when d.data is not null then greatest(c.modified_at,
            case when o.record_id is null then r.modified_at else o.modified_at end) end,
          d.record_base, d.back, d.resolved, d.open, c.digest
        from {c} c left join {d} d using (seq)
          left join id_map i on i.tenant = :tenant and i.entity = :entity
            and i.connection = :connection and i.resource = :resource
            and i.external_id = c.external_id and d.seq is not null
          left join record r on r.tenant = :tenant and r.entity = :entity
            and r.record_id = d.record_id
          left join so_far o on o.seq = d.seq
        """
            .formatted(soFar("d.record_id"), blocks));
    sql.update(
        """
        insert into plan_key (tenant, sync_id, key, record_id, window_no, seq)
        select :tenant, :run, unnest(c.keys), d.record_id, :window, c.seq
        from {c} c join {d} d using (seq)
        where d.op in ('C', 'R', 'M', 'J') and c.keys is not null
        on conflict do nothing
        """);
    sql.update(
        """
        update plan set leg_ends[cast(:leg as int) + 1] = :window,
          leg_connections[cast(:leg as int) + 1] = :connection,
          leg_resources[cast(:leg as int) + 1] = :resource
        where tenant = :tenant and sync_id = :run
        """);
  }
}
