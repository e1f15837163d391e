package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.sql.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Gives each candidate of a window its record, by external id and by exact key. */
@Repository
public class Matching {
  private static final String PLANNED =
      """
      union all
      select key, record_id from plan_key
      where tenant = :tenant and sync_id = :run and key = any(:keys)
      """;

  private final Database database;

  public Matching(Database database) {
    this.database = database;
  }

  /** A candidate that no external id led to a record, and the keys it could be found by. */
  public record Keyed(int seq, UUID ownId, List<UUID> keys) {}

  /** What a candidate's keys led to. */
  public record Joined(int seq, UUID recordId) {}

  /**
   * Fills the table of matches: by external id where it is known, else with the candidate's own new
   * id. A row is touched where this run has read it before; that it has written it is no reason.
   * Returns the number of rows. Runs in the tenant's transaction.
   */
  public long byExternalId(WindowOrigin origin, String candidates, String matches) {
    String into = StagingTables.checked(matches);
    database.sql().sql("drop table if exists " + into).update();
    database
        .sql()
        .sql(
            "create unlogged table "
                + into
                + """
                 (seq int not null, record_id uuid not null, via "char" not null,
                  stored_hash uuid, base_version int, has_base boolean, touched boolean not null)
                """)
        .update();
    // A system whose rows the statistics do not know yet is taken to have one: each candidate would
    // be compared with all of them.
    database.sql().sql("set local enable_material = off").update();
    long rows =
        database
            .sql()
            .sql(
                """
            insert into %s
            select c.seq, coalesce(i.record_id, c.record_id),
              case when i.record_id is null then 'N' else 'I' end,
              i.hash, i.base_version, i.base is not null,
              coalesce(i.sync_id = :run and (i.written_at is null or i.written_at < (
                select started_at from run where tenant = :tenant and sync_id = :run)), false)
            from %s c left join id_map i
              on i.tenant = :tenant and i.entity = :entity and i.connection = :connection
              and i.resource = :resource and i.external_id = c.external_id
            where c.state = 'M'
            """
                    .formatted(into, StagingTables.checked(candidates)))
            .param("run", origin.syncId())
            .param("tenant", origin.tenant())
            .param("entity", origin.entity())
            .param("connection", origin.connection())
            .param("resource", origin.resource())
            .update();
    database.sql().sql("set local enable_material = on").update();
    database.sql().sql("analyze " + into).update();
    return rows;
  }

  /** The new candidates that carry exact keys, in order. */
  public List<Keyed> newWithKeys(String candidates, String matches) {
    return database
        .sql()
        .sql(
            """
            select c.seq, c.record_id, c.keys from %s c join %s m using (seq)
            where m.via = 'N' and c.keys is not null order by c.seq
            """
                .formatted(StagingTables.checked(candidates), StagingTables.checked(matches)))
        .query(
            (row, n) -> {
              Array keys = row.getArray(3);
              return new Keyed(
                  row.getInt(1),
                  row.getObject(2, UUID.class),
                  Arrays.asList((UUID[]) keys.getArray()));
            })
        .list();
  }

  /**
   * The live records that hold these keys; the oldest where several hold the same.
   *
   * @param planned whether those of the plan that is being made count too
   */
  public Map<UUID, UUID> holders(WindowOrigin origin, Collection<UUID> keys, boolean planned) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    StatementSpec sql =
        database
            .sql()
            .sql(
                """
                select key, min(record_id::text)::uuid as record_id from (
                  select k.key, k.record_id from match_key k join record r
                    on r.tenant = k.tenant and r.entity = k.entity and r.record_id = k.record_id
                  where k.tenant = :tenant and k.entity = :entity and k.key = any(:keys)
                    and r.deleted_at is null and r.merged_into is null
                  %s) held
                group by key
                """
                    .formatted(planned ? PLANNED : ""))
            .param("tenant", origin.tenant())
            .param("entity", origin.entity())
            .param("keys", keys.toArray(UUID[]::new));
    return (planned ? sql.param("run", origin.syncId()) : sql)
            .query(
                (row, n) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Marks candidates as belonging to a record their keys led to. */
  public void join(String matches, List<Joined> joined) {
    if (joined.isEmpty()) {
      return;
    }
    database
        .sql()
        .sql(
            """
            update %s m set record_id = j.record_id, via = 'K'
            from unnest(cast(:seqs as int[]), cast(:ids as uuid[])) as j(seq, record_id)
            where m.seq = j.seq
            """
                .formatted(StagingTables.checked(matches)))
        .param("seqs", column(joined, Joined::seq).toArray(Integer[]::new))
        .param("ids", column(joined, Joined::recordId).toArray(UUID[]::new))
        .update();
  }

  private static <T, V> List<V> column(List<T> rows, Function<T, V> value) {
    List<V> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    return values;
  }
}
