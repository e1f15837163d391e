package dev.syncline.store.run;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** The lives of runs: from queued to their end. */
@Repository
public class Runs {
  private final Database database;

  public Runs(Database database) {
    this.database = database;
  }

  /** What became of an attempt to enter a run. */
  public enum Entry {
    ENTERED,
    KEY_USED,
    ENTITY_BUSY
  }

  /** Enters a run as queued, unless its key is used or its entity has an open run. */
  public Entry enter(NewRun run) {
    try {
      database.runInTenant(run.tenant(), () -> insert(run));
      return Entry.ENTERED;
    } catch (DuplicateKeyException e) {
      String text = String.valueOf(e.getMessage());
      if (text.contains("run_idempotency")) {
        return Entry.KEY_USED;
      }
      if (text.contains("run_open_entity")) {
        return Entry.ENTITY_BUSY;
      }
      throw e;
    }
  }

  private void insert(NewRun run) {
    database
        .sql()
        .sql(
            """
            insert into run (tenant, sync_id, parent_id, position, task, entity, mode, trigger, dry_run,
              status, claims_entity, request, idempotency_key, workflow_id, started_at)
            values (:tenant, :sync_id, :parent_id, :position, :task, :entity, :mode, :trigger, :dry_run,
              'queued', :claims, cast(:request as json), :key, :workflow_id, :started_at)
            """)
        .param("tenant", run.tenant())
        .param("sync_id", run.syncId())
        .param("parent_id", run.parentId())
        .param("position", run.position())
        .param("task", run.task())
        .param("entity", run.entity())
        .param("mode", run.mode().word())
        .param("trigger", run.trigger().word())
        .param("dry_run", run.dryRun())
        .param("claims", run.claimsEntity())
        .param("request", run.request().json())
        .param("key", run.idempotencyKey())
        .param("workflow_id", run.workflowId())
        .param("started_at", Timestamp.from(run.startedAt()))
        .update();
  }

  /** Removes a run whose start the engine refused, and its children. */
  public void withdraw(String tenant, UUID syncId) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    delete from run
                    where tenant = :tenant and (sync_id = :id or parent_id = :id)
                      and status = 'queued'
                    """)
                .param("tenant", tenant)
                .param("id", syncId)
                .update());
  }

  public Optional<RunRow> find(String tenant, UUID syncId) {
    return one(tenant, "sync_id = :value", syncId);
  }

  public Optional<RunRow> findByKey(String tenant, String idempotencyKey) {
    return one(tenant, "idempotency_key = :value", idempotencyKey);
  }

  /** The run that holds an entity right now. */
  public Optional<RunRow> openOf(String tenant, String entity) {
    return one(
        tenant, "entity = :value and claims_entity and status in ('queued', 'running')", entity);
  }

  public List<RunRow> children(String tenant, UUID parent) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from run where tenant = :tenant and parent_id = :parent
                    order by position, sync_id
                    """)
                .param("tenant", tenant)
                .param("parent", parent)
                .query(RunRowMapper::read)
                .list());
  }

  /** Every open run of every tenant; only the reconciler may ask. */
  public List<RunRow> open() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from run where status in ('queued', 'running')
                    order by started_at
                    """)
                .query(RunRowMapper::read)
                .list());
  }

  private Optional<RunRow> one(String tenant, String condition, Object value) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select * from run where tenant = :tenant and " + condition)
                .param("tenant", tenant)
                .param("value", value)
                .query(RunRowMapper::read)
                .optional());
  }

  /** Marks a run as running; keeps the definition it has where it goes on after a crash. */
  public void begin(
      String tenant, UUID syncId, @Nullable String definition, @Nullable String fingerprint) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update run set status = 'running',
                      definition = coalesce(definition, cast(:definition as json)),
                      fingerprint = coalesce(fingerprint, :fingerprint)
                    where tenant = :tenant and sync_id = :id and status in ('queued', 'running')
                    """)
                .param("definition", definition)
                .param("fingerprint", fingerprint)
                .param("tenant", tenant)
                .param("id", syncId)
                .update());
  }

  /** Sets the final status of a run that is open; false where it had one already. */
  public boolean end(
      String tenant,
      UUID syncId,
      RunStatus status,
      Outcome outcome,
      @Nullable String errorCode,
      @Nullable String error,
      Instant at) {
    return database.inTenant(
        tenant,
        () -> {
          if (close(tenant, syncId, status, outcome, errorCode, error, at) == 0) {
            return false;
          }
          RunLeftovers.settle(database, tenant, syncId);
          return true;
        });
  }

  /** Lets a parent wait, because one of its children does. */
  void hold(String tenant, UUID syncId, @Nullable String why) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update run set status = 'waiting_approval', error_code = 'GATE_STOPPED',
                      error = :why
                    where tenant = :tenant and sync_id = :id
                      and status in ('queued', 'running', 'waiting_approval')
                    """)
                .param("why", why)
                .param("tenant", tenant)
                .param("id", syncId)
                .update());
  }

  private int close(
      String tenant,
      UUID syncId,
      RunStatus status,
      Outcome outcome,
      @Nullable String errorCode,
      @Nullable String error,
      Instant at) {
    return database
        .sql()
        .sql(
            """
            update run set status = :status, outcome = :outcome, phase = 'completing',
              error_code = :code, error = :error, completed_at = :at
            where tenant = :tenant and sync_id = :id
              and status in ('queued', 'running', 'waiting_approval')
            """)
        .param("status", status.word())
        .param("outcome", outcome.word())
        .param("code", errorCode)
        .param("error", error)
        .param("at", Timestamp.from(at))
        .param("tenant", tenant)
        .param("id", syncId)
        .update();
  }
}
