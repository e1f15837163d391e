package dev.syncline.store.metric;

import dev.syncline.store.database.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What waits right now, of all tenants or one. */
@Repository
public class Queues {
  private final Database database;

  public Queues(Database database) {
    this.database = database;
  }

  /** Runs that are queued, at work or wait for approval, by status. */
  public List<Waiting> openRuns(@Nullable String tenant, int limit) {
    return count(
        "run", "status", "status in ('queued', 'running', 'waiting_approval')", tenant, limit);
  }

  /** Records that wait for their delivery, by connection. */
  public List<Waiting> outbox(@Nullable String tenant, int limit) {
    return count("outbox", "connection", "status in ('pending', 'sending')", tenant, limit);
  }

  /** Quarantined records, by task. */
  public List<Waiting> openFailures(@Nullable String tenant, int limit) {
    return count("failure", "task", "status in ('failed', 'retrying')", tenant, limit);
  }

  private List<Waiting> count(
      String table, String label, String condition, @Nullable String tenant, int limit) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select tenant, %s as label, count(*) as n from %s
                    where %s and (cast(:tenant as text) is null or tenant = :tenant)
                    group by 1, 2 order by n desc, 1, 2 limit :limit
                    """
                        .formatted(label, table, condition))
                .param("tenant", tenant)
                .param("limit", limit)
                .query(
                    (row, n) ->
                        new Waiting(
                            row.getString("tenant"), row.getString("label"), row.getLong("n")))
                .list());
  }
}
