package dev.syncline.store.staging;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/**
 * The staging of windows. Its tables are unlogged: a crash of the database empties them, and the
 * sentinel with them, so that an epoch handed from stage to stage tells whether the rows still
 * stand.
 */
@Repository
public class Staging {
  private final Database database;
  private final StagingCopy copies;

  public Staging(Database database) {
    this.database = database;
    this.copies = new StagingCopy(database);
  }

  /** The present life of the staging. */
  public UUID epoch() {
    return database.inTransaction(
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into staging.sentinel (epoch) values (gen_random_uuid())
                    on conflict (one) do update set epoch = staging.sentinel.epoch
                    returning epoch
                    """)
                .query(UUID.class)
                .single());
  }

  /** The time by the database's clock. */
  public Instant now() {
    return database.inTransaction(
        () ->
            database
                .sql()
                .sql("select clock_timestamp()")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single());
  }

  /** Throws STAGING_LOST where the staging is no longer the one of that epoch. */
  public void requireEpoch(UUID epoch) {
    boolean same =
        database
            .sql()
            .sql("select exists (select from staging.sentinel where epoch = :epoch)")
            .param("epoch", epoch)
            .query(Boolean.class)
            .single();
    if (!same) {
      throw lost("the database was restarted");
    }
  }

  /** Work on staged rows: STAGING_LOST where a table of theirs is gone. */
  public static SynclineException lost(String why) {
    return SynclineException.of(
        Category.STAGING_LOST, "the staged rows of this window are gone: " + why);
  }

  /** Fills a raw table in one transaction. */
  public long writeRaw(String table, RawFiller filler) {
    return copies.write(
        table,
        """
        (seq int not null, payload bytea not null, place text, external_id text, code text,
         message text, digest uuid, known boolean not null)
        """,
        copy -> {
          RawWriter writer = new RawWriter(copy);
          filler.fill(writer);
        });
  }

  /** Fills a table of candidates in one transaction. */
  public long writeCandidates(String table, CandidateFiller filler) {
    long rows = copyCandidates(table, filler);
    database.inTransaction(
        () ->
            database
                .sql()
                .sql("analyze " + StagingTables.checked(table) + " (seq, state, external_id)")
                .update());
    return rows;
  }

  private long copyCandidates(String table, CandidateFiller filler) {
    return copies.write(
        table,
        StagingLayout.CANDIDATES.columns(),
        copy -> {
          CandidateWriter writer = new CandidateWriter(copy);
          filler.fill(writer);
        });
  }

  /** Fills a table of further records in one transaction of its own. */
  public void writeFurther(String table, FurtherFiller filler) {
    database.inSeparateTransaction(
        () ->
            copies.write(
                table,
                StagingLayout.FURTHER.columns(),
                copy -> filler.fill(new FurtherWriter(copy))));
    analyze(table, " (seq, entity, external_id)");
  }

  /** Writes further records as they come. */
  @FunctionalInterface
  public interface FurtherFiller {
    void fill(FurtherWriter writer);
  }

  private void analyze(String table, String columns) {
    database.inSeparateTransaction(
        () -> database.sql().sql("analyze " + StagingTables.checked(table) + columns).update());
  }

  /** Writes raw rows as they come. */
  @FunctionalInterface
  public interface RawFiller {
    void fill(RawWriter writer);
  }

  /** Writes candidates as they come. */
  @FunctionalInterface
  public interface CandidateFiller {
    void fill(CandidateWriter writer);
  }

  /**
   * Tells the planner what a fresh table holds; without it, joins of windows are planned for a
   * handful of rows. Runs in the current transaction.
   */
  public void analyze(String table) {
    database.sql().sql("analyze " + StagingTables.checked(table)).update();
  }

  /**
   * Reads a raw table in the order it was written; throws STAGING_LOST unless all rows are there.
   */
  public void readRaw(String table, UUID epoch, long rows, RawReader reader) {
    read("table " + StagingTables.checked(table), epoch, rows, reader);
  }

  /**
   * As above, without the rows that are known to be unchanged.
   *
   * @param rows how many there must be besides them
   */
  public void readUnknown(String table, UUID epoch, long rows, RawReader reader) {
    read("select * from " + StagingTables.checked(table) + " where not known", epoch, rows, reader);
  }

  private void read(String query, UUID epoch, long rows, RawReader reader) {
    database.inSeparateTransaction(
        () -> {
          requireEpoch(epoch);
          long read = copies.read(query, reader);
          if (read != rows) {
            throw lost("there are " + read + " rows in place of " + rows);
          }
          return true;
        });
  }

  /** Marks candidates whose key came again later in the window: the later one stands. */
  public void supersede(String candidates, Collection<Integer> seqs) {
    if (seqs.isEmpty()) {
      return;
    }
    database.inTransaction(
        () ->
            database
                .sql()
                .sql(
                    "update "
                        + StagingTables.checked(candidates)
                        + " set state = 'D' where seq = any(:seqs)")
                .param("seqs", seqs.toArray(Integer[]::new))
                .update());
  }

  /** Drops tables within the current transaction. */
  public void drop(Collection<String> tables) {
    for (String table : tables) {
      database.sql().sql("drop table if exists " + StagingTables.checked(table)).update();
    }
  }

  /** Drops every staging table of a run that has ended. */
  public void dropAll(UUID syncId) {
    database.inTransaction(
        () -> {
          drop(tablesOf(syncId));
          return true;
        });
  }

  private List<String> tablesOf(UUID syncId) {
    return database
        .sql()
        .sql(
            """
            select 'staging.' || c.relname from pg_class c join pg_namespace n
              on n.oid = c.relnamespace
            where n.nspname = 'staging' and c.relkind = 'r' and c.relname like :pattern
            """)
        .param("pattern", "__" + syncId.toString().replace("-", "") + "\\_%")
        .query(String.class)
        .list();
  }

  /** The runs that have tables in the staging. */
  public List<UUID> runsWithTables() {
    return database.inTransaction(
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct cast(substr(c.relname, 3, 32) as uuid) from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'staging' and c.relkind = 'r'
                      and c.relname ~ '^[rcmdpbf]_[0-9a-f]{32}_'
                    """)
                .query(UUID.class)
                .list());
  }

  /** As {@link StagingTables#name}. */
  public static String table(Kind kind, UUID syncId, int window, int attempt) {
    return StagingTables.name(kind, syncId, window, attempt);
  }
}
