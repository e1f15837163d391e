package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import java.util.UUID;

/** What a run must not leave behind, however it ended; within the transaction that ends it. */
final class RunLeftovers {
  private RunLeftovers() {}

  /** Failures that a retry did not bring in rest as failed again; the keys it met are forgotten. */
  static void settle(Database database, String tenant, UUID run) {
    database
        .sql()
        .sql(
            """
            update failure set status = 'failed', updated_at = now()
            where tenant = :tenant and status = 'retrying'
              and id in (select f::uuid from json_array_elements_text(
                (select coalesce(request -> 'failures', '[]'::json) from run
                 where tenant = :tenant and sync_id = :run)) f)
            """)
        .param("tenant", tenant)
        .param("run", run)
        .update();
    database
        .sql()
        .sql("delete from seen_key where tenant = :tenant and sync_id = :run")
        .param("tenant", tenant)
        .param("run", run)
        .update();
  }
}
