package dev.syncline.store.plan;

import dev.syncline.store.database.Database;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Whether what a plan would change still is what it was when the plan was made. */
@Repository
public class Staleness {
  private static final int NAMED = 5;

  private final Database database;

  public Staleness(Database database) {
    this.database = database;
  }

  /**
   * External ids whose record, or whose place in the id map, changed since: records that were
   * written, merged or deleted, ids that were taken, keys that another record has by now.
   *
   * @return the first few; empty where the plan can be applied
   */
  public List<String> moved(StoredPlan plan) {
    return database.inTenant(
        plan.tenant(),
        () ->
            database
                .sql()
                .sql(
                    """
                    select coalesce(p.external_id, '')
                    from plan_row p join plan q using (tenant, sync_id)
                      cross join lateral (
                        select plan_leg(q.leg_ends, q.windows, p.window_no) + 1 as leg) at
                      left join id_map i on i.tenant = :tenant
                        and i.entity = coalesce(p.entity, :entity)
                        and i.connection = coalesce(q.leg_connections[at.leg], :connection)
                        and i.resource = coalesce(q.leg_resources[at.leg], :resource)
                        and i.external_id = p.external_id
                      left join record r on r.tenant = :tenant
                        and r.entity = coalesce(p.entity, :entity) and r.record_id = p.record_id
                    where p.tenant = :tenant and p.sync_id = :run and p.state = 'M'
                      and p.op in ('C', 'F', 'R', 'V', 'M', 'J', 'T', 'G', 'A', 'Q')
                      and (p.kind = 'R' or p.open is null)
                      and (i.hash is distinct from p.stood_hash
                        or i.record_id is distinct from
                          case when p.stood_hash is not null then p.record_id end
                        or r.version is distinct from p.stands
                        or r.merged_into is not null
                        or (p.kind = 'O' and p.op = 'C' and p.keys is not null and exists (
                          select from unnest(p.keys) own(key)
                            join match_key k on k.tenant = :tenant and k.entity = :entity
                              and k.key = own.key
                            join record h on h.tenant = :tenant and h.entity = :entity
                              and h.record_id = k.record_id
                          where h.deleted_at is null and h.merged_into is null)))
                    order by p.window_no, p.seq limit :named
                    """)
                .param("tenant", plan.tenant())
                .param("run", plan.syncId())
                .param("entity", plan.entity())
                .param("connection", plan.connection())
                .param("resource", plan.resource())
                .param("named", NAMED)
                .query(String.class)
                .list());
  }
}
