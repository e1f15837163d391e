package dev.syncline.store.run;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Lists of runs and of what went wrong in them. */
@Repository
public class RunQueries {
  private static final String SHOWN =
      """
      from run r
      where r.tenant = :tenant
        and (r.parent_id is null or r.claims_entity)
        and (cast(:entity as text) is null or r.entity = :entity)
        and (cast(:status as text) is null or r.status = :status)
      """;

  private final Database database;

  public RunQueries(Database database) {
    this.database = database;
  }

  /**
   * Runs, newest first. The children of a parent of the same entity are left out: the parent stands
   * for them.
   */
  public Slice<RunSummary> list(
      String tenant, @Nullable String entity, @Nullable RunStatus status, Range range) {
    String word = status == null ? null : status.word();
    return database.inTenant(
        tenant,
        () -> {
          long total =
              filtered("select count(*) " + SHOWN, tenant, entity, word).query(Long.class).single();
          List<RunSummary> items =
              filtered(
                      """
                      select r.*, c.children, c.total as c_total, c.fetched as c_fetched,
                        c.failed as c_failed
                      from (select * %s
                            order by r.started_at desc, r.sync_id desc limit :limit offset :offset) r
                      left join lateral (
                        select count(*) as children, sum(k.fetched) as fetched,
                          sum(k.failed) as failed,
                          case when count(k.total_records) = count(*)
                            then cast(sum(k.total_records) as bigint) end as total
                        from run k where k.tenant = :tenant and k.parent_id = r.sync_id) c on true
                      order by r.started_at desc, r.sync_id desc
                      """
                          .formatted(SHOWN),
                      tenant,
                      entity,
                      word)
                  .param("limit", range.limit())
                  .param("offset", range.offset())
                  .query(RunQueries::summary)
                  .list();
          return new Slice<>(items, total);
        });
  }

  private StatementSpec filtered(
      String sql, String tenant, @Nullable String entity, @Nullable String status) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("status", status);
  }

  /** The first records that failed in these runs. */
  public List<RunItem> errors(String tenant, List<UUID> syncIds, int limit) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from run_item
                    where tenant = :tenant and sync_id = any(:ids) and status = 'failed'
                    order by at, sync_id, seq limit :limit
                    """)
                .param("tenant", tenant)
                .param("ids", syncIds.toArray(UUID[]::new))
                .param("limit", limit)
                .query(RunItems::read)
                .list());
  }

  /** Whether it read all that there was; of one that broke off nobody knows how much was left. */
  private static boolean whole(RunStatus status) {
    return status == RunStatus.COMPLETED || status == RunStatus.COMPLETED_WITH_ERRORS;
  }

  private static RunSummary summary(ResultSet row, int n) throws SQLException {
    boolean parent = row.getLong("children") > 0;
    long fetched = row.getLong(parent ? "c_fetched" : "fetched");
    long failed = row.getLong(parent ? "c_failed" : "failed");
    RunStatus status = RunStatus.of(row.getString("status"));
    Long known = row.getObject(parent ? "c_total" : "total_records", Long.class);
    Long total = known == null ? null : Long.valueOf(Math.max(known, fetched));
    return new RunSummary(
        row.getObject("sync_id", UUID.class),
        row.getObject("parent_id", UUID.class),
        row.getString("entity"),
        row.getString("task"),
        row.getString("mode"),
        row.getString("trigger"),
        row.getBoolean("dry_run"),
        status,
        total == null && whole(status) ? Long.valueOf(fetched) : total,
        fetched - failed,
        failed,
        row.getString("error"),
        row.getString("error_code"),
        Rows.time(row, "started_at"),
        Rows.instant(row, "completed_at"));
  }
}
