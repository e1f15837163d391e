package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Raw rows that look as they did when they were last merged, and of whose merge nothing has been
 * touched since: they are unchanged, and neither mapped nor matched. They lie in a table beside the
 * candidates.
 */
@Repository
public class KnownRows {
  private final Database database;
  private final Staging staging;

  public KnownRows(Database database, Staging staging) {
    this.database = database;
    this.staging = staging;
  }

  /**
   * What was found.
   *
   * @param newest the newest modification time among them, or null
   */
  public record Found(long rows, @Nullable Instant newest) {}

  /** Finds the known ones among raw rows that carry digests, and lists them in a table. */
  public Found recognize(WindowOrigin origin, String raw, String known, UUID epoch) {
    String table = StagingTables.checked(known);
    return database.inTenant(
        origin.tenant(),
        () -> {
          staging.requireEpoch(epoch);
          sql("drop table if exists " + table).update();
          sql("create unlogged table "
                  + table
                  + " (seq int not null, external_id text not null, modified_at timestamptz)")
              .update();
          long rows = insert(origin, raw, table);
          if (rows == 0) {
            sql("drop table " + table).update();
            return new Found(0, null);
          }
          sql("analyze " + table + " (seq, external_id)").update();
          return new Found(rows, newest(table));
        });
  }

  /** Each row is looked up by its digest, whatever the statistics of a table just filled say. */
  private long insert(WindowOrigin origin, String raw, String table) {
    return sql("""
        insert into %s (seq, external_id, modified_at)
        select r.seq, i.external_id, i.modified_at
        from %s r cross join lateral (
          select * from id_map m where m.digest = r.digest offset 0) i
        where r.digest is not null and i.tenant = :tenant and i.entity = :entity
          and i.connection = :connection and i.resource = :resource
          and i.hash = i.digest_hash and i.sync_id <> :run and i.external_id not in (
          select f.external_id from failure f where f.tenant = :tenant and f.task = :task
            and f.leg = :leg and f.status in ('failed', 'retrying')
            and f.external_id is not null)
        """
            .formatted(table, StagingTables.checked(raw)))
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .param("task", origin.task())
        .param("leg", origin.leg())
        .param("run", origin.syncId())
        .update();
  }

  private @Nullable Instant newest(String table) {
    return sql("select max(modified_at) as newest from " + table)
        .query(
            (row, n) ->
                java.util.Optional.ofNullable(row.getTimestamp(1))
                    .map(java.sql.Timestamp::toInstant))
        .single()
        .orElse(null);
  }

  /**
   * Settles keys that came twice in a window, once as a known row: the later row stands, as it does
   * between two candidates. Returns how many rows became candidates by that.
   */
  public long meetRepeats(String candidates, String known) {
    String rows = StagingTables.checked(candidates);
    String table = StagingTables.checked(known);
    return database.inTransaction(
        () -> {
          sql("""
              update %1$s c set state = 'D' from %2$s k
              where c.state = 'M' and k.external_id = c.external_id and k.seq > c.seq
              """
                  .formatted(rows, table))
              .update();
          return (long)
              sql("""
                  with earlier as (
                    delete from %2$s k using %1$s c
                    where c.state = 'M' and c.external_id = k.external_id
                    returning k.seq, k.external_id)
                  insert into %1$s (seq, state, external_id)
                  select seq, 'D', external_id from earlier
                  """
                      .formatted(rows, table))
                  .update();
        });
  }

  /** Within a window's commit: how many there are. */
  long count(String known) {
    return sql("select count(*) from " + StagingTables.checked(known)).query(Long.class).single();
  }

  /** Within a window's commit: notes that the read has met them. */
  void remember(WindowSql sql, String known) {
    sql.update(
        """
        insert into seen_key (tenant, sync_id, leg, external_id)
        select :tenant, :run::uuid, :leg, external_id from %s on conflict do nothing
        """
            .formatted(StagingTables.checked(known)));
  }

  private StatementSpec sql(String sql) {
    return database.sql().sql(sql);
  }
}
