package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The rows that matching compares, and where it leaves what it found. */
@Repository
public class FuzzyMatching {
  /** A key that more records share says nothing. */
  private static final int LARGEST_BLOCK = 100;

  private static final int CHUNK = 50_000;

  /** What is mixed into the keys of an entity, to SQL with its names. */
  static final String OF_ENTITY = "hashtextextended(:tenant || '/' || :entity, 0)";

  private final Database database;

  public FuzzyMatching(Database database) {
    this.database = database;
  }

  /**
   * A candidate.
   *
   * @param via N without a record yet, K found by an exact key, I known but changed
   * @param ownId the id of the record it would become
   */
  public record Candidate(int seq, UUID ownId, char via, UUID record, String data) {}

  /** A source row that made or changed a record, with the values it contributed last. */
  public record Stored(UUID record, String connection, String resource, String data) {}

  /**
   * A pair that was found.
   *
   * @param seq the candidate that joins the other, or gets a record of its own
   * @param otherSeq the other, where it is a candidate too; else null
   */
  public record Pair(
      int seq,
      @org.jspecify.annotations.Nullable Integer otherSeq,
      @org.jspecify.annotations.Nullable UUID otherRecord,
      boolean merged,
      double score,
      String reasons) {}

  /** The candidates that may be somebody else's, in the order they were read. */
  public List<Candidate> candidates(String candidates, String matches) {
    return candidates(
        candidates, matches, "m.via in ('N', 'K') or m.stored_hash is distinct from c.hash");
  }

  /** The candidates that an exact key led to a record, and those whose new record it is. */
  public List<Candidate> joining(String candidates, String matches) {
    String keyed =
        " (select record_id from " + StagingTables.checked(matches) + " where via = 'K')";
    return candidates(candidates, matches, "m.via = 'K' or c.record_id in" + keyed);
  }

  private List<Candidate> candidates(String candidates, String matches, String which) {
    return database
        .sql()
        .sql(
            """
            select c.seq, c.record_id as own_id, m.via, m.record_id, c.data
            from %s c join %s m using (seq)
            where %s order by c.seq
            """
                .formatted(
                    StagingTables.checked(candidates), StagingTables.checked(matches), which))
        .query(
            (row, n) ->
                new Candidate(
                    row.getInt("seq"),
                    row.getObject("own_id", UUID.class),
                    row.getString("via").charAt(0),
                    row.getObject("record_id", UUID.class),
                    row.getString("data")))
        .list();
  }

  /** How many live records the entity has. */
  public long records(WindowOrigin origin) {
    return database
        .sql()
        .sql("select count(*) from record where tenant = :tenant and entity = :entity")
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .query(Long.class)
        .single();
  }

  /** Whether rows of this source are stored already. */
  public boolean known(WindowOrigin origin) {
    return database
        .sql()
        .sql(
            """
            select exists (select from id_map where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource and is_source)
            """)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .query(Boolean.class)
        .single();
  }

  /** Source rows to learn from. */
  public List<Stored> sample(WindowOrigin origin, int most) {
    return stored(origin, "id_map i", "order by i.hash limit " + most, List.of());
  }

  /**
   * The records that share one of the keys, those they were merged into by hand and those that were
   * taken from them included: keys stay with the record that they were entered for.
   *
   * @param keys sorted, so that neighbours in the index are looked up one after the other
   */
  public List<UUID> neighbours(WindowOrigin origin, long[] keys) {
    // A table just filled has no statistics that would tell how few rows share a key.
    database.sql().sql("set local enable_seqscan = off").update();
    database.sql().sql("set local enable_bitmapscan = off").update();
    List<UUID> found = sharing(origin, keys);
    database.sql().sql("reset enable_bitmapscan").update();
    database.sql().sql("reset enable_seqscan").update();
    return found;
  }

  private List<UUID> sharing(WindowOrigin origin, long[] keys) {
    return database
        .sql()
        .sql(
            """
            with recursive hit as (
              select distinct b.record_id
              from unnest(cast(:keys as bigint[])) as k(key) cross join lateral (
                select array_agg(f.record_id) as ids from (
                  select record_id from block_key
                  where tenant = :tenant and key = k.key # %s limit %d) f) found
                cross join lateral unnest(found.ids) as b(record_id)
              where cardinality(found.ids) < %d
            ), now(id) as (
              select record_id from hit
              union select d.left_id from now join duplicate d on d.right_id = now.id
              where d.tenant = :tenant and d.status = 'merged' and not d.automatic
            )
            select id from now
            union select d.right_id from now join duplicate d on d.left_id = now.id
            where d.tenant = :tenant and d.status = 'unmerged'
            """
                .formatted(OF_ENTITY, LARGEST_BLOCK, LARGEST_BLOCK))
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("keys", keys)
        .query(UUID.class)
        .list();
  }

  /** The source rows of these records. */
  public List<Stored> rows(WindowOrigin origin, List<UUID> records) {
    return records.isEmpty()
        ? List.of()
        : stored(
            origin,
            "unnest(cast(:records as uuid[])) as w(id) join id_map i on i.record_id = w.id",
            "order by i.record_id, i.external_id",
            records);
  }

  private List<Stored> stored(WindowOrigin origin, String from, String order, List<UUID> records) {
    var sql =
        database
            .sql()
            .sql(
                """
                select i.record_id, i.connection, i.resource, coalesce(i.base, r.data) as data
                from %s join record r on r.tenant = i.tenant and r.entity = i.entity
                  and r.record_id = i.record_id
                where i.tenant = :tenant and i.entity = :entity and i.is_source
                  and r.deleted_at is null and r.merged_into is null
                %s
                """
                    .formatted(from, order))
            .param("tenant", origin.tenant())
            .param("entity", origin.entity());
    return (records.isEmpty() ? sql : sql.param("records", records.toArray(UUID[]::new)))
        .query(
            (row, n) ->
                new Stored(
                    row.getObject("record_id", UUID.class),
                    row.getString("connection"),
                    row.getString("resource"),
                    row.getString("data")))
        .list();
  }

  /** Leaves the pairs in a table for the commit of the window. */
  public void leavePairs(String table, List<Pair> pairs, String survivorship) {
    createPairs(database, table);
    for (int from = 0; from < pairs.size(); from += CHUNK) {
      List<Pair> some = pairs.subList(from, Math.min(pairs.size(), from + CHUNK));
      database
          .sql()
          .sql(
              """
              insert into %s
              select f.seq, f.other_seq, f.other_record, f.merged, f.score, f.reasons::jsonb,
                :survivorship
              from unnest(cast(:seqs as int[]), cast(:others as int[]), cast(:records as uuid[]),
                cast(:merged as boolean[]), cast(:scores as float8[]), cast(:reasons as text[]))
                as f(seq, other_seq, other_record, merged, score, reasons)
              """
                  .formatted(StagingTables.checked(table)))
          .param("survivorship", survivorship)
          .param("seqs", some.stream().map(Pair::seq).toArray(Integer[]::new))
          .param("others", some.stream().map(Pair::otherSeq).toArray(Integer[]::new))
          .param("records", some.stream().map(Pair::otherRecord).toArray(UUID[]::new))
          .param("merged", some.stream().map(Pair::merged).toArray(Boolean[]::new))
          .param("scores", some.stream().map(Pair::score).toArray(Double[]::new))
          .param("reasons", some.stream().map(Pair::reasons).toArray(String[]::new))
          .update();
    }
    database.sql().sql("analyze " + StagingTables.checked(table)).update();
  }

  /** Leaves the keys of each candidate in a table for the commit of the window. */
  public void leaveKeys(String table, int[] seqs, long[][] keys) {
    createKeys(database, table);
    for (int from = 0; from < seqs.length; from += CHUNK / 10) {
      int to = Math.min(seqs.length, from + CHUNK / 10);
      int size = 0;
      for (int i = from; i < to; i++) {
        size += keys[i].length;
      }
      int[] rows = new int[size];
      long[] of = new long[size];
      int at = 0;
      for (int i = from; i < to; i++) {
        for (long key : keys[i]) {
          rows[at] = seqs[i];
          of[at++] = key;
        }
      }
      database
          .sql()
          .sql(
              "insert into "
                  + StagingTables.checked(table)
                  + " select * from unnest(cast(:seqs as int[]), cast(:keys as bigint[]))")
          .param("seqs", rows)
          .param("keys", of)
          .update();
    }
    database.sql().sql("analyze " + StagingTables.checked(table)).update();
  }

  static void createPairs(Database database, String table) {
    create(
        database,
        table,
        """
        (seq int, other_seq int, other_record uuid, merged boolean, score float8,
         reasons jsonb, survivorship text)
        """);
  }

  static void createKeys(Database database, String table) {
    create(database, table, "(seq int not null, key bigint not null)");
  }

  private static void create(Database database, String table, String columns) {
    String name = StagingTables.checked(table);
    database.sql().sql("drop table if exists " + name).update();
    database.sql().sql("create unlogged table " + name + " " + columns).update();
  }
}
