package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import java.util.List;

/**
 * Tells in a run's items of records that it was asked to read and that its source did not have; of
 * what it then removed, the removal tells. Within the transaction that ends the run.
 */
final class AskedFor {
  private AskedFor() {}

  static void tell(Database database, RunRow run) {
    RunRequest request = RunRequest.of(run.request());
    List<String> ids = request.ids();
    if (ids.isEmpty() || request.plan() != null) {
      return;
    }
    database
        .sql()
        .sql(
            """
            insert into run_item (tenant, sync_id, seq, external_id, operation, status, code,
              message)
            select :tenant, :run, (1::bigint << 61) + row_number() over (order by asked.id),
              asked.id, 'none', 'skipped', 'NOT_FOUND', 'the source has no such record'
            from (select distinct unnest(:ids) as id) asked
            where not exists (select from seen_key s
                where s.tenant = :tenant and s.sync_id = :run and s.leg = 0 and s.external_id = asked.id)
              and not exists (select from plan_row p where p.tenant = :tenant
                and p.sync_id = :run and p.kind in ('O', 'R') and p.external_id = asked.id)
              and not exists (select from run_item i
                where i.tenant = :tenant and i.sync_id = :run and i.external_id = asked.id)
            on conflict do nothing
            """)
        .param("tenant", run.tenant())
        .param("run", run.syncId())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }
}
