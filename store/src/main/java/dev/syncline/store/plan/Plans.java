package dev.syncline.store.plan;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import dev.syncline.store.window.WindowOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Plans: their states, from the first planned window until they are forgotten. */
@Repository
public class Plans {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final List<String> TABLES =
      List.of("plan_beside", "plan_key", "plan_delivery", "plan_row", "plan");

  private final Database database;

  public Plans(Database database) {
    this.database = database;
  }

  /** Enters the plan that a run is about to make; one that it makes already stays as it is. */
  public void open(WindowOrigin origin, boolean dryRun, boolean remapped) {
    database.runInTenant(
        origin.tenant(),
        () ->
            sql(
                    """
                    insert into plan (tenant, sync_id, task, entity, connection, resource, dry_run,
                      remapped)
                    values (:tenant, :run, :task, :entity, :connection, :resource, :dry_run,
                      :remapped)
                    on conflict do nothing
                    """,
                    origin.tenant(),
                    origin.syncId())
                .param("task", origin.task())
                .param("entity", origin.entity())
                .param("connection", origin.connection())
                .param("resource", origin.resource())
                .param("dry_run", dryRun)
                .param("remapped", remapped)
                .update());
  }

  public Optional<StoredPlan> find(String tenant, UUID syncId) {
    return database.inTenant(
        tenant,
        () ->
            sql("select * from plan where tenant = :tenant and sync_id = :run", tenant, syncId)
                .query(Plans::read)
                .optional());
  }

  /** The plans that wait for a person, the oldest first. */
  public Slice<StoredPlan> waiting(String tenant, Range range) {
    String waiting = "from plan where tenant = :tenant and status = 'waiting'";
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                database
                    .sql()
                    .sql(
                        "select * "
                            + waiting
                            + " order by created_at, sync_id limit :limit offset :offset")
                    .param("tenant", tenant)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(Plans::read)
                    .list(),
                database
                    .sql()
                    .sql("select count(*) " + waiting)
                    .param("tenant", tenant)
                    .query(Long.class)
                    .single()));
  }

  /** The runs of a task that wait for a person. */
  public List<UUID> waitingOf(String tenant, String task) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select sync_id from plan
                    where tenant = :tenant and task = :task and status = 'waiting'
                    order by created_at, sync_id
                    """)
                .param("tenant", tenant)
                .param("task", task)
                .query(UUID.class)
                .list());
  }

  /** Moves a plan on; false where it no longer stood where it was thought to. */
  public boolean move(String tenant, UUID syncId, PlanStatus from, PlanStatus to) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                        """
                        update plan set status = :to, updated_at = now()
                        where tenant = :tenant and sync_id = :run and status = :from
                        """,
                        tenant,
                        syncId)
                    .param("from", from.word())
                    .param("to", to.word())
                    .update()
                > 0);
  }

  /** Gives a ready plan to the run that applies it; true too where that run has it already. */
  public boolean claim(String tenant, UUID plan, UUID by) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                        """
                        update plan set status = 'applying', applied_by = :by, updated_at = now()
                        where tenant = :tenant and sync_id = :run
                          and (status = 'ready' or (status = 'applying' and applied_by = :by))
                        """,
                        tenant,
                        plan)
                    .param("by", by)
                    .update()
                > 0);
  }

  /** Ends the planning of a dry run, with what gates would say of a run that did the same. */
  public void ready(String tenant, UUID syncId, List<String> reasons) {
    judged(tenant, syncId, PlanStatus.READY, reasons);
  }

  /** Lets a plan wait for a person. */
  public void stop(String tenant, UUID syncId, List<String> reasons) {
    judged(tenant, syncId, PlanStatus.WAITING, reasons);
  }

  private void judged(String tenant, UUID syncId, PlanStatus status, List<String> reasons) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update plan set status = :status, reasons = :reasons, updated_at = now()
                    where tenant = :tenant and sync_id = :run and status = 'planning'
                    """,
                    tenant,
                    syncId)
                .param("status", status.word())
                .param("reasons", reasons.toArray(String[]::new))
                .update());
  }

  /** Ends a plan, unless it may still be applied, and frees what only applying it needed. */
  public void settle(String tenant, UUID syncId, PlanStatus end) {
    database.runInTenant(
        tenant,
        () -> {
          sql(
                  """
                  update plan set status = :end, updated_at = now()
                  where tenant = :tenant and sync_id = :run and status <> 'ready'
                  """,
                  tenant,
                  syncId)
              .param("end", end.word())
              .update();
          sql(
                  """
                  delete from plan_beside b using plan p
                  where b.tenant = :tenant and b.sync_id = :run and p.tenant = b.tenant
                    and p.sync_id = b.sync_id and p.status <> 'ready'
                  """,
                  tenant,
                  syncId)
              .update();
        });
  }

  /** Removes a plan that nobody was shown. */
  public void forget(String tenant, UUID syncId) {
    database.runInTenant(
        tenant,
        () -> {
          for (String table : TABLES) {
            sql(
                    "delete from " + table + " where tenant = :tenant and sync_id = :run",
                    tenant,
                    syncId)
                .update();
          }
        });
  }

  /** Removes, for all tenants, what was settled or made before a time and waits for nobody. */
  public int forgetBefore(Instant time) {
    return database.asReconciler(
        () -> {
          int plans = 0;
          for (String table : TABLES) {
            plans =
                database
                    .sql()
                    .sql(
                        """
                        delete from %s where (tenant, sync_id) in (select tenant, sync_id from plan
                          where updated_at < :time and status in ('ready', 'applied', 'dropped'))
                        """
                            .formatted(table))
                    .param("time", Timestamp.from(time))
                    .update();
          }
          return plans;
        });
  }

  private StatementSpec sql(String sql, String tenant, UUID run) {
    return database.sql().sql(sql).param("tenant", tenant).param("run", run);
  }

  private static StoredPlan read(ResultSet row, int n) throws SQLException {
    return new StoredPlan(
        row.getString("tenant"),
        row.getObject("sync_id", UUID.class),
        row.getString("task"),
        row.getString("entity"),
        row.getString("connection"),
        row.getString("resource"),
        row.getBoolean("dry_run"),
        row.getBoolean("remapped"),
        PlanStatus.of(row.getString("status")),
        row.getInt("windows"),
        JSON.readValue(row.getString("summary"), PlanSummary.class),
        JSON.readValue(row.getString("derived"), PlanSummary.class),
        Arrays.asList((String[]) row.getArray("reasons").getArray()),
        List.of(JSON.readValue(row.getString("deliveries"), SystemWrites[].class)),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
