package dev.syncline.store.window;

import org.springframework.stereotype.Component;

/** Enters the records that a window changed for delivery. */
@Component
final class Outbox {

  long enqueue(WindowSql sql, WindowCommit window) {
    long waiting = 0;
    for (WindowCommit.TargetResource target : window.targets()) {
      waiting +=
          sql.statement(
                  """
                  insert into outbox (tenant, connection, resource, task, entity, record_id,
                    record_version, operation, sync_id)
                  select :tenant, :target, :target_resource, :task, :entity, d.record_id,
                    coalesce(d.version, 0) + 1, 'upsert', :run
                  from {d} d where d.op in ('C', 'F', 'R', 'M') order by d.seq
                  """)
              .param("target", target.connection())
              .param("target_resource", target.resource())
              .update();
    }
    return waiting;
  }
}
