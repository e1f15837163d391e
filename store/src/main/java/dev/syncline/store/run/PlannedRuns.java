package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.Sealing.Totals;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What becomes of a run's row between its plan and the first write. */
@Repository
public class PlannedRuns {
  private final Database database;

  public PlannedRuns(Database database) {
    this.database = database;
  }

  /** Lets a dry run count what its whole plan comes to. */
  public void count(String tenant, UUID run, Totals totals) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update run set fetched = :fetched, created = :created, updated = :updated,
                      unchanged = :unchanged, duplicate = :duplicate, filtered = :filtered,
                      held = :held, failed = :failed, deleted = :deleted,
                      derived_created = :dc, derived_updated = :du, derived_deleted = :dd
                    where tenant = :tenant and sync_id = :run and status = 'running'
                    """,
                    tenant,
                    run)
                .param("fetched", totals.fetched())
                .param("created", totals.own().create())
                .param("updated", totals.own().update())
                .param("unchanged", totals.own().unchanged())
                .param("duplicate", totals.own().merge() + totals.duplicate())
                .param("filtered", totals.filtered())
                .param("held", totals.held())
                .param("failed", totals.own().failed())
                .param("deleted", totals.own().delete())
                .param("dc", totals.derived().create())
                .param("du", totals.derived().update())
                .param("dd", totals.derived().delete())
                .update());
  }

  /** Lets a run begin to apply the plan that it has made: its windows are gone through again. */
  public void rewind(String tenant, UUID run, long total) {
    database.runInTenant(
        tenant,
        () -> {
          sql(
                  """
                  update run set windows = 0, cursor = null, read_complete = true,
                    total_records = :total
                  where tenant = :tenant and sync_id = :run
                  """,
                  tenant,
                  run)
              .param("total", total)
              .update();
          sql("delete from run_window where tenant = :tenant and sync_id = :run", tenant, run)
              .update();
          sql("delete from seen_key where tenant = :tenant and sync_id = :run", tenant, run)
              .update();
        });
  }

  /** Lets a run wait for a person; it holds its entity no longer. */
  public void hold(String tenant, UUID run, List<String> reasons) {
    database.runInTenant(
        tenant,
        () -> {
          sql(
                  """
                  update run set status = 'waiting_approval', error_code = 'GATE_STOPPED',
                    error = :why, phase = 'transforming'
                  where tenant = :tenant and sync_id = :run and status = 'running'
                  """,
                  tenant,
                  run)
              .param("why", String.join("; ", reasons))
              .update();
          sql(
                  """
                  insert into event (tenant, sync_id, type, fields)
                  select tenant, sync_id, 'syncTask.waitingApproval', jsonb_build_object(
                    'task_id', task, 'execution_id', sync_id, 'reasons', to_jsonb(:why::text[]))
                  from run where tenant = :tenant and sync_id = :run
                  """,
                  tenant,
                  run)
              .param("why", reasons.toArray(String[]::new))
              .update();
        });
  }

  /**
   * Queues a run that waits, under its entity's own workflow id.
   *
   * @throws org.springframework.dao.DuplicateKeyException where another run holds the entity
   */
  public void resume(String tenant, UUID run, String workflowId) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update run set status = 'queued', error_code = null, error = null,
                      claims_entity = true, workflow_id = :workflow
                    where tenant = :tenant and sync_id = :run and status = 'waiting_approval'
                    """,
                    tenant,
                    run)
                .param("workflow", workflowId)
                .update());
  }

  /** Takes {@link #resume} back, because no workflow could be started. */
  public void holdAgain(String tenant, UUID run, @Nullable String why) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update run set status = 'waiting_approval', error_code = 'GATE_STOPPED',
                      error = :why
                    where tenant = :tenant and sync_id = :run and status = 'queued'
                    """,
                    tenant,
                    run)
                .param("why", why)
                .update());
  }

  /** Gives a run that applies another one's plan what that one was made with. */
  public void adopt(String tenant, UUID run, UUID plan) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update run r set definition = p.definition, fingerprint = p.fingerprint,
                      watermark = p.watermark, leg_watermarks = p.leg_watermarks,
                      repeats = p.repeats, total_records = p.fetched, read_complete = true,
                      status = 'running'
                    from run p
                    where r.tenant = :tenant and r.sync_id = :run and p.tenant = :tenant
                      and p.sync_id = :plan and r.status in ('queued', 'running')
                    """,
                    tenant,
                    run)
                .param("plan", plan)
                .update());
  }

  /** How many rows the task's last complete full read before this one had; null without one. */
  public @Nullable Long lastRead(String tenant, String task, UUID run) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                    """
                    select fetched from run
                    where tenant = :tenant and task = :task and sync_id <> :run and not dry_run
                      and mode = 'full' and status in ('completed', 'completed_with_errors')
                      and definition is not null
                      and coalesce(json_array_length(request -> 'ids'), 0) = 0
                      and coalesce(json_array_length(request -> 'status'), 0) = 0
                      and coalesce(json_array_length(request -> 'failures'), 0) = 0
                      and request ->> 'start' is null and request ->> 'end' is null
                    order by started_at desc limit 1
                    """,
                    tenant,
                    run)
                .param("task", task)
                .query(Long.class)
                .optional()
                .orElse(null));
  }

  private StatementSpec sql(String sql, String tenant, UUID run) {
    return database.sql().sql(sql).param("tenant", tenant).param("run", run);
  }
}
