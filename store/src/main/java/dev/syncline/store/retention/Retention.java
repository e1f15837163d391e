package dev.syncline.store.retention;

import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Deletes what has had its time, for all tenants, in small batches. Runs themselves are kept. */
@Repository
public class Retention {
  private static final int BATCH = 5_000;

  private final Database database;

  public Retention(Database database) {
    this.database = database;
  }

  /** Events, messages that are settled and recorded requests from before then. */
  public long forgetEvents(Instant before) {
    return sweep("event", "at < :before", before)
        + sweep("notification", "created_at < :before and status <> 'pending'", before)
        + sweep("sandbox_request", "at < :before", before);
  }

  /** What runs that ended before then had to say of single records. */
  public long forgetRunItems(Instant before) {
    String ended =
        """
        exists (select from run r where r.tenant = t.tenant and r.sync_id = t.sync_id
          and r.completed_at < :before)
        """;
    return List.of("run_item", "run_window").stream()
        .mapToLong(table -> sweep(table, ended, before))
        .sum();
  }

  /** What was written down of calls before then. */
  public long forgetAudit(Instant before) {
    return sweep("audit", "at < :before", before);
  }

  private long sweep(String table, String condition, Instant before) {
    long deleted = 0;
    int batch;
    do {
      batch = deleteSome(table, condition, before);
      deleted += batch;
    } while (batch == BATCH);
    return deleted;
  }

  private int deleteSome(String table, String condition, Instant before) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    "delete from %s where ctid = any(array(select t.ctid from %s t where %s limit %d))"
                        .formatted(table, table, condition, BATCH))
                .param("before", Timestamp.from(before))
                .update());
  }
}
