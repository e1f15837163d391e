package dev.syncline.store.window;

import dev.syncline.domain.Counts;
import org.springframework.stereotype.Component;

/**
 * What a window of a two-way task writes besides records: what to remember of each system's row,
 * conflicts, and what the systems are to be written.
 */
@Component
final class LegWrites {
  /**
   * Lets rows be found by their number. A join with the id map is taken to leave one row where it
   * leaves all of them, and without that each would be looked for among all.
   */
  void prepare(WindowSql sql) {
    sql.update("create index on {c} (seq)");
    sql.update("create index on {d} (seq)");
  }

  Counts count(WindowSql sql) {
    return sql.statement(
            """
            select count(*) as fetched,
              count(*) filter (where d.op = 'C') as created,
              count(*) filter (where d.op = 'R' and not d.touched and d.open is null) as updated,
              count(*) filter (where d.op in ('U', 'V', 'S') and not d.touched
                and d.open is null) as unchanged,
              count(*) filter (where c.state = 'D' or (d.open is null and (d.op in ('M', 'J')
                or (d.op in ('R', 'U', 'V', 'S') and d.touched)))) as duplicate,
              count(*) filter (where c.state in ('X', 'O') or d.op = 'X') as filtered,
              count(*) filter (where d.open is not null) as held,
              count(*) filter (where c.state in ('F', 'B')) as failed
            from {c} c left join {d} d using (seq)
            """)
        .query(
            (row, n) ->
                new Counts(
                    row.getLong("fetched"),
                    row.getLong("created"),
                    row.getLong("updated"),
                    row.getLong("unchanged"),
                    row.getLong("duplicate"),
                    row.getLong("filtered"),
                    row.getLong("held"),
                    row.getLong("failed"),
                    0))
        .single();
  }

  /**
   * Precedes {@link RecordWrites}: what was decided by a memory that somebody changed meanwhile, a
   * person or a delivery, is decided again.
   */
  void requireUnmoved(WindowSql sql) {
    long moved =
        sql.statement(
                """
                select count(*) from {c} c join {d} d using (seq)
                  left join id_map i on i.tenant = :tenant and i.entity = :entity
                    and i.connection = :connection and i.resource = :resource
                    and i.external_id = c.external_id
                where d.base is not null and i.hash is distinct from d.seen
                """)
            .query(Long.class)
            .single();
    if (moved > 0) {
      throw new Overtaken(moved + " rows were looked at by somebody else meanwhile");
    }
  }

  /** Follows {@link RecordWrites}; returns how many rows wait to be delivered. */
  long settle(WindowSql sql, WindowCommit window) {
    makeWay(sql);
    remember(sql);
    recognize(sql);
    conflicts(sql);
    attribute(sql);
    return enqueue(sql, window);
  }

  /**
   * A row that was made again under another id takes the place of the lost one, of which nobody is
   * asked any longer.
   */
  private static void makeWay(WindowSql sql) {
    sql.update(
        """
        with made as materialized (
          select d.record_id, c.external_id from {c} c join {d} d using (seq)
          where d.op in ('M', 'J')),
        lost as (
          delete from id_map i using made m
          where i.tenant = :tenant and i.entity = :entity and i.record_id = m.record_id
            and i.connection = :connection and i.resource = :resource
            and i.external_id <> m.external_id and i.is_primary
            and (i.hash = '%s' or %s)
          returning i.record_id, i.external_id),
        settled as (
          update conflict o set status = 'resolved', resolved_by = 'agreement',
            resolved_at = now(), updated_at = now()
          from lost l where o.tenant = :tenant and o.entity = :entity
            and o.connection = :connection and o.resource = :resource
            and o.external_id = l.external_id and o.status = 'open')
        update id_map i set is_primary = true from lost l
        where i.tenant = :tenant and i.entity = :entity and i.record_id = l.record_id
          and i.connection = :connection and i.resource = :resource
          and i.external_id = (select min(m.external_id) from made m
            where m.record_id = l.record_id)
        """
            .formatted(LegMeetings.AGAIN, LegMeetings.IN_QUESTION));
  }

  private static void remember(WindowSql sql) {
    sql.update(
        """
        update id_map i set base = d.base, record_base = nullif(d.record_base, d.base),
          flips = d.flips, sent = null, hash = case when d.open is null then c.hash else '%s' end
        from {c} c join {d} d using (seq)
        where d.base is not null and i.tenant = :tenant and i.entity = :entity
          and i.connection = :connection and i.resource = :resource
          and i.external_id = c.external_id
        """
            .formatted(LegMeetings.WAITING));
    sql.update(
        """
        with rewritten as materialized (
          select record_id, version from {d} where op in ('R', 'M'))
        update record r set modified_at = h.modified_at
        from rewritten d join record_history h on h.tenant = :tenant and h.entity = :entity
          and h.record_id = d.record_id and h.version = d.version
        where r.tenant = :tenant and r.entity = :entity
          and r.record_id = d.record_id and h.modified_at > r.modified_at
        """);
  }

  /** Rows that were found unchanged by their values are known by their looks from here on. */
  private static void recognize(WindowSql sql) {
    sql.update(
        """
        update id_map i set digest = c.digest, digest_hash = c.hash
        from {c} c join {d} d using (seq)
        where d.op = 'U' and c.digest is not null and i.tenant = :tenant and i.entity = :entity
          and i.connection = :connection and i.resource = :resource
          and i.external_id = c.external_id and i.hash = c.hash
          and (i.digest is distinct from c.digest or i.digest_hash is distinct from c.hash)
        """);
  }

  private static void conflicts(WindowSql sql) {
    sql.update(
        """
        update conflict o set status = 'resolved', resolved_by = 'agreement', resolved_at = now(),
          updated_at = now()
        from {c} c join {d} d using (seq)
        where d.base is not null and d.open is null and o.tenant = :tenant
          and o.entity = :entity and o.connection = :connection and o.resource = :resource
          and o.external_id = c.external_id and o.status = 'open'
        """);
    sql.update(
        """
        insert into conflict as o (tenant, entity, task, record_id, leg, connection, resource,
          external_id, kind, strategy, status, fields, sync_id)
        select :tenant, :entity, :task, d.record_id, :leg, :connection, :resource, c.external_id,
          'edit', 'manual', 'open', d.open, :run
        from {c} c join {d} d using (seq) where d.open is not null
        on conflict (tenant, entity, connection, resource, external_id, kind)
          where status = 'open'
        do update set fields = excluded.fields, sync_id = excluded.sync_id,
          record_id = excluded.record_id, updated_at = now()
        """);
    sql.update(
        """
        insert into conflict (tenant, entity, task, record_id, leg, connection, resource,
          external_id, kind, strategy, status, fields, sync_id, resolved_by, resolved_at)
        select :tenant, :entity, :task, d.record_id, :leg, :connection, :resource, c.external_id,
          'edit', %s, 'resolved', d.resolved, :run, %s, now()
        from {c} c join {d} d using (seq) where d.resolved is not null
        """
            .formatted(DecidedFields.strategies("d.resolved"), DecidedFields.by("d.resolved")));
    sql.update(
        """
        insert into run_item (tenant, sync_id, seq, external_id, connection, record_id, operation,
          status, message)
        select :tenant, :run, :window::bigint << 32 | seq, c.external_id, :connection,
          d.record_id, 'none',
          'held', 'a person is to decide over '
            || (select string_agg(f ->> 'field', ', ') from jsonb_array_elements(d.open) f)
        from {c} c join {d} d using (seq) where d.open is not null
        """);
  }

  /** Names the strategies by which records changed, where another value stood in the record. */
  private static void attribute(WindowSql sql) {
    sql.update(
        """
        with decided as materialized (
          select d.record_id, 'strategy ' || string_agg(distinct f ->> 'strategy', ', ') as by
          from {d} d cross join jsonb_array_elements(d.resolved) f
          where f ->> 'chosen' <> 'record' group by d.record_id)
        update record_history h set decided_by = n.by
        from decided n join {d} d on d.record_id = n.record_id and d.op in ('R', 'M')
        where h.tenant = :tenant and h.entity = :entity and h.record_id = d.record_id
          and h.version = d.version
        """);
  }

  /** The other systems where the record changed; its own where it did not get what it showed. */
  private static long enqueue(WindowSql sql, WindowCommit window) {
    long waiting = 0;
    for (WindowCommit.TargetResource target : window.targets()) {
      boolean own =
          target.connection().equals(window.origin().connection())
              && target.resource().equals(window.origin().resource());
      waiting +=
          sql.statement(
                  """
                  insert into outbox (tenant, connection, resource, task, entity, record_id,
                    record_version, operation, sync_id)
                  select distinct on (d.record_id) :tenant, :target, :target_resource, :task,
                    :entity, d.record_id, coalesce(d.version, 0) + 1, 'upsert', :run
                  from {d} d where %s order by d.record_id, d.seq
                  """
                      .formatted(own ? "d.back or d.op = 'S'" : "d.op in ('C', 'R', 'M')"))
              .param("target", target.connection())
              .param("target_resource", target.resource())
              .update();
    }
    return waiting;
  }
}
