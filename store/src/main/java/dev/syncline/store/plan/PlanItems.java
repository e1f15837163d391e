package dev.syncline.store.plan;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The records of plans that would change, disappear or fail, with their fields. */
@Repository
public class PlanItems {
  private static final String LISTED =
      """
      from (
        select *, case
          when state in ('F', 'B') then 'fail'
          when kind = 'R' then case op when 'T' then 'delete' end
          when state <> 'M' or touched then null
          else case op when 'C' then 'create' when 'F' then 'update' when 'R' then 'update'
            when 'M' then 'merge' when 'J' then 'merge' when 'H' then 'conflict' end
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
   * @param operation create, update, delete, merge, conflict or fail; null for all
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
                            when operation = 'merge' then before end as after,
                          case when place is null then message else place || ': ' || message end
                            as message
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
                    .query(
                        (row, n) ->
                            new PlanItem(
                                row.getString("entity"),
                                row.getString("external_id"),
                                row.getObject("record_id", UUID.class),
                                row.getString("operation"),
                                row.getString("before"),
                                row.getString("after"),
                                row.getString("message")))
                    .list(),
                sql("select count(*) " + LISTED, tenant, syncIds, operation)
                    .query(Long.class)
                    .single()));
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
