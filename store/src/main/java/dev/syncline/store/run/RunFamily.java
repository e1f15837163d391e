package dev.syncline.store.run;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.database.Database;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** A parent run and its children. */
@Repository
public class RunFamily {
  private final Database database;
  private final Runs runs;

  public RunFamily(Database database, Runs runs) {
    this.database = database;
    this.runs = runs;
  }

  /** Gives a parent whose flow is over the status that its children add up to. */
  public void end(String tenant, UUID parent, boolean cancelled, Instant at) {
    sum(tenant, parent);
    RunFamilyStatus now = RunFamilyStatus.of(runs.children(tenant, parent), cancelled);
    String code = now.errors() == null ? null : "TASK_FAILED";
    if (now.status() == RunStatus.WAITING_APPROVAL) {
      runs.hold(tenant, parent, now.errors());
    } else {
      runs.end(tenant, parent, now.status(), now.outcome(), code, now.errors(), at);
    }
  }

  /** Ends a parent that waited, once none of its children is open or waits any more. */
  public void settle(String tenant, UUID parent, Instant at) {
    boolean waited =
        runs.find(tenant, parent)
            .filter(row -> row.status() == RunStatus.WAITING_APPROVAL)
            .isPresent();
    boolean busy = runs.children(tenant, parent).stream().anyMatch(c -> c.status().open());
    if (waited && !busy) {
      end(tenant, parent, false, at);
    }
  }

  /** Sets a parent's counters to the sums of its children's. */
  public void sum(String tenant, UUID parent) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update run p set fetched = c.fetched, created = c.created, updated = c.updated,
                      unchanged = c.unchanged, duplicate = c.duplicate, filtered = c.filtered,
                      held = c.held, failed = c.failed, deleted = c.deleted,
                      total_records = c.total,
                      derived_created = c.dc, derived_updated = c.du,
                      derived_unchanged = c.dn, derived_deleted = c.dd,
                      delivered_created = c.vc, delivered_updated = c.vu,
                      delivered_unchanged = c.vn, delivered_deleted = c.vd,
                      delivered_failed = c.vf
                    from (
                      select sum(fetched) as fetched, sum(created) as created,
                        sum(updated) as updated, sum(unchanged) as unchanged,
                        sum(duplicate) as duplicate, sum(filtered) as filtered,
                        sum(held) as held, sum(failed) as failed, sum(deleted) as deleted,
                        case when count(total_records) = count(*)
                          then sum(total_records) end as total,
                        sum(derived_created) as dc, sum(derived_updated) as du,
                        sum(derived_unchanged) as dn, sum(derived_deleted) as dd,
                        sum(delivered_created) as vc, sum(delivered_updated) as vu,
                        sum(delivered_unchanged) as vn, sum(delivered_deleted) as vd,
                        sum(delivered_failed) as vf
                      from run where tenant = :tenant and parent_id = :parent) c
                    where p.tenant = :tenant and p.sync_id = :parent and c.fetched is not null
                    """)
                .param("tenant", tenant)
                .param("parent", parent)
                .update());
  }
}
