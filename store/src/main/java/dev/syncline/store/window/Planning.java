package dev.syncline.store.window;

import org.springframework.stereotype.Component;

/** Writes down what a dry run would do, in place of doing it. */
@Component
final class Planning {

  void write(WindowSql sql) {
    sql.update(
        """
        insert into plan_item (tenant, sync_id, seq, external_id, record_id, operation, before,
          after, message)
        select :tenant, :run, :window::bigint << 32 | c.seq, c.external_id, d.record_id,
          case d.op when 'C' then 'create' when 'M' then 'merge' when 'J' then 'merge'
            else 'update' end,
          r.data, coalesce(d.data, c.data), null
        from {c} c join {d} d using (seq)
          left join record r on r.tenant = :tenant and r.entity = :entity
            and r.record_id = d.record_id
        where d.op in ('C', 'F', 'R', 'M', 'J')
        """);
    sql.update(
        """
        insert into plan_item (tenant, sync_id, seq, external_id, operation, message)
        select :tenant, :run, :window::bigint << 32 | seq, external_id, 'fail', message
        from {c} where state in ('F', 'B')
        """);
  }
}
