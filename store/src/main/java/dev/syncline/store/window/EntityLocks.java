package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import java.util.TreeSet;

/** All writers of one entity queue up here: runs, approvals, merges by hand. */
public final class EntityLocks {
  private EntityLocks() {}

  /** Locks the entities that a commit writes, in an order that is the same for all commits. */
  static void take(Database database, WindowOrigin origin, Further further) {
    TreeSet<String> entities = new TreeSet<>(further.derived());
    entities.add(origin.entity());
    entities.forEach(entity -> take(database, origin.tenant(), entity));
  }

  /** Locks one entity, to the end of the current transaction. */
  public static void take(Database database, String tenant, String entity) {
    database
        .sql()
        .sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", tenant + "/" + entity)
        .query((row, n) -> true)
        .single();
  }
}
