package dev.syncline.store.window;

import dev.syncline.store.database.Database;

/** All writers of one entity queue up here: runs, approvals, merges by hand. */
public final class EntityLock {
  private EntityLock() {}

  /** Held to the end of the current transaction. */
  public static void take(Database database, String tenant, String entity) {
    database
        .sql()
        .sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", tenant + "/" + entity)
        .query((row, n) -> true)
        .single();
  }
}
