package dev.syncline.store.run;

import dev.syncline.store.database.Database;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What runs have to say of single records. */
@Repository
public class RunItems {
  private final Database database;

  public RunItems(Database database) {
    this.database = database;
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
                      and status = 'failed' and external_id is null)
                    """)
                .param("tenant", tenant)
                .param("run", syncId)
                .query(Boolean.class)
                .single());
  }
}
