package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import org.springframework.stereotype.Repository;

/** Keeps the planner's idea of the record tables close to the truth while a load fills them. */
@Repository
public class Statistics {
  private static final String GROWN = "pg_relation_size(c.oid) / 8192 > 1.5 * c.relpages + 50";
  private static final String NEW =
      "coalesce(s.n_mod_since_analyze, 0) > 0.2 * greatest(c.reltuples, 0) + 1000";

  private final Database database;

  public Statistics(Database database) {
    this.database = database;
  }

  /** Gathers statistics anew where the id map has grown by half since they were gathered. */
  public void refreshIfGrown() {
    refreshIf(GROWN);
  }

  /**
   * Gathers statistics anew where a fifth of the id map is new, too: the systems of a two-way task
   * are joined with each other, and the first rows of one are not expected there otherwise.
   */
  public void refreshIfManyAreNew() {
    refreshIf(GROWN + " or " + NEW);
  }

  private void refreshIf(String condition) {
    database.inTransaction(
        () -> {
          boolean wanted =
              database
                  .sql()
                  .sql(
                      """
                      select %s
                      from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
                      where c.oid = 'syncline.id_map'::regclass
                      """
                          .formatted(condition))
                  .query(Boolean.class)
                  .single();
          if (wanted) {
            database.sql().sql("select refresh_statistics()").query((row, n) -> true).single();
          }
          return wanted;
        });
  }
}
