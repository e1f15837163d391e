package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import org.springframework.stereotype.Repository;

/** Keeps the planner's idea of the record tables close to the truth while a load fills them. */
@Repository
public class Statistics {
  private final Database database;

  public Statistics(Database database) {
    this.database = database;
  }

  /**
   * Gathers statistics anew where the id map has grown by half since they were gathered, or a fifth
   * of it is new: the first rows of a system are not expected there otherwise.
   */
  public void refreshIfGrown() {
    database.inTransaction(
        () -> {
          boolean grown =
              database
                  .sql()
                  .sql(
                      """
                      select pg_relation_size(c.oid) / 8192 > 1.5 * c.relpages + 50
                        or coalesce(s.n_mod_since_analyze, 0)
                          > 0.2 * greatest(c.reltuples, 0) + 1000
                      from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
                      where c.oid = 'syncline.id_map'::regclass
                      """)
                  .query(Boolean.class)
                  .single();
          if (grown) {
            database.sql().sql("select refresh_statistics()").query((row, n) -> true).single();
          }
          return grown;
        });
  }
}
