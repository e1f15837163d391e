package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import java.util.TreeSet;

/** All writers of one entity queue up here: runs, approvals, merges by hand. */
final class EntityLocks {
  private EntityLocks() {}

  /** Locks the entities that a commit writes, in an order that is the same for all commits. */
  static void take(Database database, WindowOrigin origin, Further further) {
    TreeSet<String> entities = new TreeSet<>(further.derived());
    entities.add(origin.entity());
    for (String entity : entities) {
      database
          .sql()
          .sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
          .param("name", origin.tenant() + "/" + entity)
          .query((row, n) -> true)
          .single();
    }
  }
}
