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

  /** Gathers statistics anew where the id map has grown by half since they were gathered. */
  public void refreshIfGrown() {
    database.inTransaction(
        () -> {
          boolean grown =
              database
                  .sql()
                  .sql(
                      """
                      select pg_relation_size(oid) / 8192 > 1.5 * relpages + 50 from pg_class
                      where oid = 'syncline.id_map'::regclass
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
