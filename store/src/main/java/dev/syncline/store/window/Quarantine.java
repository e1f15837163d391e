package dev.syncline.store.window;

import org.springframework.stereotype.Component;

/** Keeps what a window has to say of single records: failures with their payload, and items. */
@Component
final class Quarantine {

  /**
   * Enters the refused records of the window, unless a person has ignored the same before, and
   * closes the failures of those that came right.
   */
  void write(WindowSql sql) {
    sql.update(
        """
        insert into failure (tenant, id, sync_id, task, entity, external_id, identity, operation,
          phase, code, message, recoverable, payload, leg)
        select :tenant, gen_random_uuid(), :run, :task, :entity, f.external_id, f.identity, 'upsert',
          f.phase, f.code, f.message, false, f.payload, :leg
        from (
          select distinct on (identity) * from (
            select seq, external_id, case when :leg > 0 then :leg || '/' else '' end
                || coalesce(external_id, place, 'row ' || seq) as identity,
              case state when 'F' then 'transforming' else 'fetching' end as phase,
              code, message, payload
            from {c} where state in ('F', 'B')) all_failed
          order by identity, seq desc) f
        where not exists (select from failure i where i.tenant = :tenant and i.task = :task
          and i.identity = f.identity and i.status = 'ignored'
          and i.payload is not distinct from f.payload)
        on conflict (tenant, task, identity) where status in ('failed', 'retrying')
        do update set sync_id = excluded.sync_id, phase = excluded.phase, code = excluded.code,
          message = excluded.message, status = 'failed', edited = false, updated_at = now(),
          payload = case when failure.edited then failure.payload else excluded.payload end,
          edited_payload = case when failure.edited then failure.edited_payload end
        """);
    sql.update(
        """
        update failure f set status = 'resolved', updated_at = now()
        where f.tenant = :tenant and f.task = :task and f.status in ('failed', 'retrying')
          and f.phase <> 'delivering' and f.external_id is not null and f.leg = :leg
          and f.external_id in (select external_id from {c} where state = 'M')
        """);
  }

  /** Lists the records of the window that are not found through records and their history. */
  void items(WindowSql sql) {
    sql.update(
        """
        insert into run_item (tenant, sync_id, seq, external_id, connection, operation, status,
          phase, code, message)
        select :tenant, :run, :window::bigint << 32 | seq, external_id,
          case when external_id is not null then :connection end, 'none',
          case state when 'X' then 'skipped' else 'failed' end,
          case state when 'F' then 'transforming' when 'B' then 'fetching' end,
          code, case when place is null then message else place || ': ' || message end
        from {c} where state in ('F', 'B', 'X')
        """);
    sql.update(
        """
        insert into run_item (tenant, sync_id, seq, external_id, connection, record_id, operation,
          status)
        select :tenant, :run, :window::bigint << 32 | seq, c.external_id, :connection, d.record_id,
          case d.op when 'X' then 'none' else 'merge' end,
          case d.op when 'X' then 'skipped' else 'applied' end
        from {c} c join {d} d using (seq) where d.op in ('X', 'M', 'J')
        on conflict do nothing
        """);
  }
}
