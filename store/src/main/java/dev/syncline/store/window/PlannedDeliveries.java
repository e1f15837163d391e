package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Tells of a two-way plan what each system would be written: rows that it lacks, and fields in
 * which a record would differ from what it held when both were last in step.
 */
@Component
final class PlannedDeliveries {
  private final Database database;

  PlannedDeliveries(Database database) {
    this.database = database;
  }

  /** Records whose row a system made again or waits for a person, and those that go altogether. */
  private static final String LOST =
      """
      with lost as materialized (
        select record_id from plan_row where tenant = :tenant and sync_id = :run
          and window_no = :removals and kind = 'R' and part = 0 and op in ('A', 'Q')),
      gone as materialized (
        select record_id, window_no, seq from plan_row where tenant = :tenant and sync_id = :run
          and window_no > :windows and kind = 'R' and part = 0 and op = 'T')
      """;

  /** The row {@code s} that the system has of record {@code t}, or gets in the plan. */
  private static final String ROW =
      """
      left join lateral (
        select * from (
          select i.external_id, coalesce(p.record_base, i.record_base, i.base, r.data) as held,
            i.hash = '%s' as again, %s as asked, i.is_primary, false as new
          from id_map i left join plan_row p on p.tenant = :tenant and p.sync_id is not distinct from :run
            and p.leg = :leg and p.external_id = i.external_id and p.kind = 'O'
          where i.record_id = t.record_id and i.tenant = :tenant and i.entity = :entity
            and i.connection = :connection and i.resource = :resource and i.hash <> '%s'
            and not exists (select from plan_row l where l.tenant = :tenant
              and l.sync_id is not distinct from :run and l.leg = :leg and l.external_id = i.external_id
              and l.kind = 'R')
          union all
          select p.external_id, coalesce(p.record_base, p.merged, p.data), false, false, true, true
          from plan_row p where p.tenant = :tenant and p.sync_id is not distinct from :run
            and p.record_id = t.record_id and p.leg = :leg and p.op in ('C', 'M', 'J')) w
        order by again, new, is_primary desc, external_id limit 1) s on true
      """
          .formatted(LegMeetings.AGAIN, LegMeetings.IN_QUESTION, Tombstones.LOST_HASH);

  /** Fields of record {@code t} that wait for a person are left as they are in every system. */
  private static final String OPEN =
      """
      cross join lateral (select array(
      select f ->> 'field' from plan_row p cross join jsonb_array_elements(p.open) f
      where p.tenant = :tenant and p.sync_id is not distinct from :run and p.leg is not null
        and p.record_id = t.record_id and p.kind = 'O'
      union all
      select f ->> 'field' from conflict c cross join jsonb_array_elements(c.fields) f
      where c.tenant = :tenant and c.entity = :entity and c.record_id = t.record_id
        and c.status = 'open' and c.kind = 'edit' and coalesce(f ->> 'chosen', '') = ''
        and not exists (select from plan_row p where p.tenant = :tenant
          and p.sync_id is not distinct from :run and p.leg = c.leg and p.external_id = c.external_id and p.kind = 'O')) as fields) o
      """;

  /** Follows the removals; what was told before makes way. */
  void plan(WindowOrigin origin, int windows, List<WrittenSystem> systems) {
    // How many rows the plan has is not known to the statistics.
    database.sql().sql("set local enable_nestloop = off").update();
    bind("delete from plan_delivery where tenant = :tenant and sync_id = :run", origin).update();
    for (WrittenSystem system : systems) {
      of(system, upserts(), origin, windows)
          .param("fields", LegRemoval.names(system.fields()), Types.ARRAY)
          .update();
      of(system, deletions(), origin, windows).update();
    }
    bind(
            """
            update plan set deliveries = coalesce((
              select jsonb_agg(to_jsonb(s) - 'leg' order by s.leg) from (
                select leg, connection, resource,
                  count(*) filter (where operation = 'create') as "create",
                  count(*) filter (where operation = 'update') as "update",
                  count(*) filter (where operation = 'delete') as "delete"
                from plan_delivery where tenant = :tenant and sync_id = :run group by 1, 2, 3) s),
              '[]')
            where tenant = :tenant and sync_id = :run
            """,
            origin)
        .update();
    database.sql().sql("set local enable_nestloop = on").update();
  }

  /** A record goes out with the last row that changes it; a row back to its system by itself. */
  private static String upserts() {
    return LOST
        + """
        insert into plan_delivery (tenant, sync_id, window_no, kind, seq, leg, connection, resource,
          external_id, operation, fields)
        select :tenant, :run, t.window_no, t.kind, t.seq, :leg, :connection, :resource,
          case when not s.again then s.external_id end,
          case when s.external_id is null or s.again then 'create' else 'update' end, n.fields
        from (
            select distinct on (p.record_id) p.record_id, p.window_no, p.kind, p.seq,
              case when p.op = 'C' or p.merged is not null then coalesce(p.merged, p.data) end
                as data
            from plan_row p
            where p.tenant = :tenant and p.sync_id = :run and p.leg is not null
              and (p.op = 'C' or p.merged is not null or (p.back and p.leg = :leg))
              and not exists (select from gone g where g.record_id = p.record_id)
              and not exists (select from lost l where l.record_id = p.record_id)
            order by p.record_id desc, (p.op = 'C' or p.merged is not null) desc, p.window_no desc)
            t
          left join record r on r.tenant = :tenant and r.entity = :entity
            and r.record_id = t.record_id
          """
        + ROW
        + OPEN
        + """
          cross join lateral (
            select coalesce(t.data, r.data) as data,
              case when s.again then '{}' else coalesce(s.held, '{}') end as held) d
          cross join lateral (
            select array(select k.field from jsonb_object_keys(d.data || d.held) as k(field)
              where (cast(:fields as text[]) is null or k.field = any(:fields))
                and nullif(d.data -> k.field, 'null') is distinct from
                  nullif(d.held -> k.field, 'null')
                and k.field <> all(o.fields)
              order by k.field) as fields) n
        where s.external_id is null or s.again or (not s.asked and cardinality(n.fields) > 0)
        union all
        select :tenant, :run, :removals, 'R', l.seq, :leg, :connection, :resource, null, 'create',
          array(select k.field from jsonb_each(l.before) as k(field, value)
            where k.value <> 'null'
              and (cast(:fields as text[]) is null or k.field = any(:fields)) order by k.field)
        from plan_row l where l.tenant = :tenant and l.sync_id = :run and l.window_no = :removals
          and l.kind = 'R' and l.part = 0 and l.op = 'A'
        """;
  }

  /** What another system has deleted. */
  private static String deletions() {
    return LOST
        + """
        insert into plan_delivery (tenant, sync_id, window_no, kind, seq, leg, connection, resource,
          external_id, operation, fields)
        select :tenant, :run, t.window_no, 'R', t.seq, :leg, :connection, :resource, s.external_id,
          'delete', '{}'
        from gone t join record r on r.tenant = :tenant and r.entity = :entity
            and r.record_id = t.record_id
          """
        + ROW
        + """
        where t.window_no <> :removals and s.external_id is not null and not s.again
        """;
  }

  private StatementSpec of(WrittenSystem system, String sql, WindowOrigin origin, int windows) {
    return bind(sql, origin)
        .param("entity", origin.entity())
        .param("leg", system.leg())
        .param("connection", system.connection())
        .param("resource", system.resource())
        .param("windows", windows)
        .param("removals", windows + 1 + system.leg());
  }

  private StatementSpec bind(String sql, WindowOrigin origin) {
    return database.sql().sql(sql).param("tenant", origin.tenant()).param("run", origin.syncId());
  }
}
