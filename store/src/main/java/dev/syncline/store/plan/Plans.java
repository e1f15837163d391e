package dev.syncline.store.plan;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What dry runs would do. */
@Repository
public class Plans {
  private final Database database;

  public Plans(Database database) {
    this.database = database;
  }

  /** How many records a plan has, by operation. */
  public Map<String, Long> summary(String tenant, List<UUID> syncIds) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    select operation, count(*) as n from plan_item
                    where tenant = :tenant and sync_id = any(:ids) group by operation
                    """,
                    tenant,
                    syncIds)
                .query((row, n) -> counts.put(row.getString("operation"), row.getLong("n")))
                .list());
    return counts;
  }

  public List<PlanItem> items(String tenant, List<UUID> syncIds, Range range) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                    """
                    select * from plan_item where tenant = :tenant and sync_id = any(:ids)
                    order by sync_id, seq limit :limit offset :offset
                    """,
                    tenant,
                    syncIds)
                .param("limit", range.limit())
                .param("offset", range.offset())
                .query(
                    (row, n) ->
                        new PlanItem(
                            row.getString("external_id"),
                            row.getObject("record_id", UUID.class),
                            row.getString("operation"),
                            row.getString("before"),
                            row.getString("after"),
                            row.getString("message")))
                .list());
  }

  private StatementSpec sql(String sql, String tenant, List<UUID> syncIds) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("ids", syncIds.toArray(UUID[]::new));
  }
}
