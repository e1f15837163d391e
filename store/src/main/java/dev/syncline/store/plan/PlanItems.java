package dev.syncline.store.plan;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import dev.syncline.store.twoway.ConflictField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of plans that would change, disappear or fail, with their fields, and those that stay
 * as they are though systems met over them.
 */
@Repository
public class PlanItems {
  private static final String LISTED =
      """
      from (
        select *, case
          when state in ('F', 'B') then 'fail'
          when kind = 'R' then case op when 'T' then 'delete' when 'A' then 'unchanged'
            when 'Q' then 'conflict' end
          when state <> 'M' or touched then null
          when open is not null then 'conflict'
          else case op when 'C' then 'create' when 'F' then 'update' when 'R' then 'update'
            when 'M' then 'merge' when 'J' then 'merge' when 'H' then 'conflict'
            when 'V' then case when back or resolved is not null then 'unchanged' end end
          end as operation
        from plan_row where tenant = :tenant and sync_id = any(:ids)) p
      where operation is not null and (cast(:operation as text) is null or operation = :operation)
      """;

  private final Database database;

  public PlanItems(Database database) {
    this.database = database;
  }

  /**
   * In the order of the plan.
   *
   * @param operation create, update, delete, merge, conflict, fail or unchanged; null for all
   */
  public Slice<PlanItem> of(
      String tenant, List<UUID> syncIds, @Nullable String operation, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                sql(
                        """
                        select entity, external_id, record_id, operation, before,
                          case when kind <> 'R' and state = 'M' and op in ('C', 'F', 'R', 'M')
                            then coalesce(merged, data)
                            when operation <> 'delete' then before end as after,
                          case when place is null then message else place || ': ' || message end
                            as message,
                          (select plan_leg(q.leg_ends, q.windows, p.window_no) = 0 from plan q
                            where q.tenant = p.tenant and q.sync_id = p.sync_id) as at_source,
                          (select coalesce(q.leg_connections[l.leg], q.connection) from plan q
                            cross join lateral (select 1
                              + plan_leg(q.leg_ends, q.windows, p.window_no) as leg) l
                            where q.tenant = p.tenant and q.sync_id = p.sync_id) as connection,
                          (select coalesce(q.leg_resources[l.leg], q.resource) from plan q
                            cross join lateral (select 1
                              + plan_leg(q.leg_ends, q.windows, p.window_no) as leg) l
                            where q.tenant = p.tenant and q.sync_id = p.sync_id) as resource,
                          coalesce(resolved, '[]') || coalesce(open, '[]') as conflicts,
                          (select jsonb_agg(jsonb_build_object('connection', w.connection,
                              'resource', w.resource, 'external_id', w.external_id,
                              'operation', w.operation, 'fields', w.fields) order by w.leg)
                            from plan_delivery w where w.tenant = p.tenant
                              and w.sync_id = p.sync_id and w.window_no = p.window_no
                              and w.kind = p.kind and w.seq = p.seq and p.part = 0) as deliveries
                        """
                            + LISTED
                            + """
                              order by sync_id, window_no, kind = 'R', seq, kind desc, part
                              limit :limit offset :offset
                              """,
                        tenant,
                        syncIds,
                        operation)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(PlanItems::item)
                    .list(),
                sql("select count(*) " + LISTED, tenant, syncIds, operation)
                    .query(Long.class)
                    .single()));
  }

  private static PlanItem item(ResultSet row, int n) throws SQLException {
    String deliveries = row.getString("deliveries");
    return new PlanItem(
        row.getString("entity"),
        row.getString("connection"),
        row.getString("resource"),
        row.getString("external_id"),
        row.getObject("record_id", UUID.class),
        row.getString("operation"),
        row.getString("before"),
        row.getString("after"),
        row.getString("message"),
        row.getBoolean("at_source"),
        ConflictField.list(row.getString("conflicts")),
        deliveries == null
            ? List.of()
            : List.of(JsonMapper.shared().readValue(deliveries, PlannedDelivery[].class)));
  }

  private StatementSpec sql(
      String sql, String tenant, List<UUID> syncIds, @Nullable String operation) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("ids", syncIds.toArray(UUID[]::new))
        .param("operation", operation);
  }
}
