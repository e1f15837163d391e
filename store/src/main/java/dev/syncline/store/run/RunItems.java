package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The single records of a run: first what went otherwise than planned, then the updated, then the
 * created ones. Only the first kind has rows of its own; the others are found by the run that
 * stands on the record and its history.
 */
@Repository
public class RunItems {
  /** How far the clocks of the database and of the workers may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Database database;

  public RunItems(Database database) {
    this.database = database;
  }

  /**
   * @param status applied, skipped, failed, held or pending; null for all
   */
  public Slice<RunItem> of(RunRow run, @Nullable String status, Range range) {
    return database.inTenant(run.tenant(), () -> read(run, status, range));
  }

  private Slice<RunItem> read(RunRow run, @Nullable String status, Range range) {
    boolean applied = !run.dryRun() && (status == null || status.equals("applied"));
    long noted = countNoted(run, status);
    long updated = applied ? countUpdated(run) : 0;
    long created = applied ? run.counts().created() : 0;
    List<RunItem> items = new ArrayList<>(noted(run, status, range));
    if (applied && items.size() < range.limit()) {
      items.addAll(updated(run, rest(range, items.size(), noted)));
    }
    if (applied && items.size() < range.limit()) {
      items.addAll(created(run, rest(range, items.size(), noted + updated)));
    }
    return new Slice<>(items, noted + updated + created);
  }

  private static Range rest(Range range, int have, long before) {
    return new Range(range.limit() - have, Math.max(0, range.offset() - before));
  }

  private long countNoted(RunRow run, @Nullable String status) {
    return sql(
            """
            select count(*) from run_item
            where tenant = :tenant and sync_id = :id
              and (cast(:status as text) is null or status = :status)
            """,
            run)
        .param("status", status)
        .query(Long.class)
        .single();
  }

  private List<RunItem> noted(RunRow run, @Nullable String status, Range range) {
    return sql(
            """
            select * from run_item
            where tenant = :tenant and sync_id = :id
              and (cast(:status as text) is null or status = :status)
            order by seq limit :limit offset :offset
            """,
            run)
        .param("status", status)
        .param("limit", range.limit())
        .param("offset", range.offset())
        .query(RunItems::read)
        .list();
  }

  private long countUpdated(RunRow run) {
    return sql(
            """
            select count(*) from record_history
            where tenant = :tenant and sync_id = :id and entity = :entity
              and operation = 'update'
            """,
            run)
        .param("entity", run.entity())
        .query(Long.class)
        .single();
  }

  private List<RunItem> updated(RunRow run, Range range) {
    return sql(
            """
            select external_id, connection, record_id from record_history
            where tenant = :tenant and sync_id = :id and entity = :entity
              and operation = 'update'
            order by record_id, version limit :limit offset :offset
            """,
            run)
        .param("entity", run.entity())
        .param("limit", range.limit())
        .param("offset", range.offset())
        .query((row, n) -> applied(row, "update"))
        .list();
  }

  private List<RunItem> created(RunRow run, Range range) {
    Instant end = run.completedAt() == null ? Instant.now() : run.completedAt();
    return sql(
            """
            select r.record_id, m.external_id, m.connection
            from (select record_id from record
                  where tenant = :tenant and entity = :entity and created_by = :id
                    and record_id between :first and :last
                  order by record_id limit :limit offset :offset) r
            left join lateral (
              select external_id, connection from id_map
              where record_id = r.record_id and tenant = :tenant and entity = :entity
              order by connection = :connection desc, is_primary desc, synced_at
              limit 1) m on true
            order by r.record_id
            """,
            run)
        .param("entity", run.entity())
        .param("first", firstAt(run.startedAt().minus(SKEW)))
        .param("last", firstAt(end.plus(SKEW)))
        .param("connection", run.sourceConnection())
        .param("limit", range.limit())
        .param("offset", range.offset())
        .query((row, n) -> applied(row, "create"))
        .list();
  }

  private StatementSpec sql(String sql, RunRow run) {
    return database.sql().sql(sql).param("tenant", run.tenant()).param("id", run.syncId());
  }

  /** The smallest UUID of version 7 of that time. */
  static UUID firstAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  private static RunItem applied(ResultSet row, String operation) throws SQLException {
    return new RunItem(
        row.getString("external_id"),
        row.getString("connection"),
        row.getObject("record_id", UUID.class),
        operation,
        "applied",
        null,
        null,
        null,
        false,
        null);
  }

  static RunItem read(ResultSet row, int n) throws SQLException {
    return new RunItem(
        row.getString("external_id"),
        row.getString("connection"),
        row.getObject("record_id", UUID.class),
        row.getString("operation"),
        row.getString("status"),
        row.getString("phase"),
        row.getString("code"),
        row.getString("message"),
        row.getBoolean("recoverable"),
        Rows.instant(row, "at"));
  }

  /** Whether a record of the run was quarantined that nobody can identify. */
  public boolean anyWithoutKey(String tenant, UUID syncId) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select exists (select from run_item where tenant = :tenant and sync_id = :run
                      and status = 'failed' and phase in ('fetching', 'transforming')
                        and external_id is null)
                    """)
                .param("tenant", tenant)
                .param("run", syncId)
                .query(Boolean.class)
                .single());
  }
}
