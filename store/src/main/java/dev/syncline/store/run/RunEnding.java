package dev.syncline.store.run;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The last transaction of a run: its status and all that depends on it. Events, totals and notices
 * are written by the database (V8), whoever changes the status.
 */
@Repository
public class RunEnding {
  private final Database database;

  public RunEnding(Database database) {
    this.database = database;
  }

  /**
   * How a run ended.
   *
   * @param phase where it could not go on, or null
   * @param complete whether it read all of its source: failures of earlier runs that did not come
   *     up again are over then
   * @param advances whether the task's watermark moves
   */
  public record End(
      RunStatus status,
      Outcome outcome,
      @Nullable String phase,
      @Nullable String errorCode,
      @Nullable String error,
      boolean recoverable,
      boolean complete,
      boolean advances,
      Instant at) {}

  /** Ends a run that is open or waits for a person; false where it had ended already. */
  public boolean end(RunRow run, End end) {
    return database.inTenant(
        run.tenant(),
        () -> {
          if (!close(run, end)) {
            return false;
          }
          if (end.error() != null) {
            note(run, end);
          }
          if (end.complete()) {
            resolveOld(run);
          }
          if (whole(end)) {
            resolveRetried(run);
            AskedFor.tell(database, run);
          }
          RunLeftovers.settle(database, run.tenant(), run.syncId());
          if (end.advances()) {
            advance(run);
          }
          project(run, end);
          return true;
        });
  }

  private boolean close(RunRow run, End end) {
    return database
            .sql()
            .sql(
                """
                update run set status = :status, outcome = :outcome, phase = 'completing',
                  error_code = :code, error = :error, completed_at = :at,
                  total_records = case when :failed then total_records else fetched end
                where tenant = :tenant and sync_id = :run
                  and status in ('queued', 'running', 'waiting_approval')
                """)
            .param("status", end.status().word())
            .param("outcome", end.outcome().word())
            .param("code", end.errorCode())
            .param("error", end.error())
            .param("at", Timestamp.from(end.at()))
            .param(
                "failed", end.status() == RunStatus.FAILED || end.status() == RunStatus.CANCELLED)
            .param("tenant", run.tenant())
            .param("run", run.syncId())
            .update()
        > 0;
  }

  private void note(RunRow run, End end) {
    database
        .sql()
        .sql(
            """
            insert into run_item (tenant, sync_id, seq, operation, status, phase, code, message,
              recoverable)
            values (:tenant, :run, 0, 'none', 'failed', :phase, :code, :error, :recoverable)
            on conflict do nothing
            """)
        .param("tenant", run.tenant())
        .param("run", run.syncId())
        .param("phase", end.phase())
        .param("code", end.errorCode())
        .param("error", end.error())
        .param("recoverable", end.recoverable())
        .update();
  }

  private void resolveOld(RunRow run) {
    update(
        """
        update failure set status = 'resolved', updated_at = now()
        where tenant = :tenant and task = :task and status in ('failed', 'retrying')
          and sync_id <> :run and phase <> 'delivering'
        """,
        run);
  }

  private static boolean whole(End end) {
    return end.status() == RunStatus.COMPLETED || end.status() == RunStatus.COMPLETED_WITH_ERRORS;
  }

  /**
   * A retry that reached its end has brought in each of its failures again; those that failed once
   * more were entered anew under this run.
   */
  private void resolveRetried(RunRow run) {
    update(
        """
        update failure set status = 'resolved', updated_at = now()
        where tenant = :tenant and task = :task and status = 'retrying' and sync_id <> :run
          and phase <> 'delivering' and id in (select f::uuid from json_array_elements_text(
            (select coalesce(request -> 'failures', '[]'::json) from run
             where tenant = :tenant and sync_id = :run)) f)
        """,
        run);
  }

  private void advance(RunRow run) {
    statement(
            """
        insert into sync_state (tenant, task, watermark, fingerprint, sync_id, leg_watermarks,
          repeats)
        select tenant, task, watermark, fingerprint, sync_id, leg_watermarks, repeats from run
        where tenant = :tenant and sync_id = :run and task = :task and fingerprint is not null
        on conflict (tenant, task) do update set
          watermark = greatest(sync_state.watermark, excluded.watermark),
          leg_watermarks = sync_state.leg_watermarks || excluded.leg_watermarks,
          repeats = excluded.repeats or (sync_state.repeats and :incremental),
          fingerprint = excluded.fingerprint, sync_id = excluded.sync_id, updated_at = now()
        """,
            run)
        .param("incremental", run.mode() == SyncMode.INCREMENTAL)
        .update();
  }

  private void project(RunRow run, End end) {
    if (run.workflowId().startsWith("project/")) {
      database
          .sql()
          .sql(
              """
              update project set sync_error = :error, updated_at = now(),
                last_synced_at = case when :good then :at else last_synced_at end
              where tenant = :tenant and slug = :slug
              """)
          .param("error", end.status() == RunStatus.CANCELLED ? "cancelled" : end.error())
          .param(
              "good",
              end.status() == RunStatus.COMPLETED
                  || end.status() == RunStatus.COMPLETED_WITH_ERRORS)
          .param("at", Timestamp.from(end.at()))
          .param("tenant", run.tenant())
          .param("slug", run.entity())
          .update();
    }
  }

  private void update(String sql, RunRow run) {
    statement(sql, run).update();
  }

  private StatementSpec statement(String sql, RunRow run) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", run.tenant())
        .param("run", run.syncId())
        .param("task", run.task());
  }
}
