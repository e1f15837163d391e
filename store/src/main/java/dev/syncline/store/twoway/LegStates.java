package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.EntityLocks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads and writes what is remembered of records' rows in the systems of a two-way task. */
@Repository
public class LegStates {
  static final String LOST = "00000000-0000-0000-0000-000000000000";

  private final Database database;

  public LegStates(Database database) {
    this.database = database;
  }

  /**
   * What to remember of a row that was written.
   *
   * @param hash of the base
   * @param replaced the values that the write replaced, as JSON; null leaves them
   */
  public record Noted(
      UUID recordId,
      String externalId,
      UUID hash,
      String base,
      String recordBase,
      int version,
      UUID syncId,
      @Nullable String replaced) {}

  /** A row that is about to be written, and what it is written from. */
  public record Sending(String externalId, @Nullable String sent) {}

  /** Runs work alone among all that write records of the entity, in one transaction. */
  public <T> T alone(LegPlace place, Supplier<T> work) {
    return database.inTenant(
        place.tenant(),
        () -> {
          EntityLocks.take(database, place.tenant(), place.entity());
          return work.get();
        });
  }

  /**
   * The states of these records, those that exist. Each record is looked up by its id, whatever the
   * statistics of a system say that is just being filled.
   */
  public List<LegState> of(LegPlace place, Collection<UUID> records) {
    return database.inTenant(
        place.tenant(),
        () ->
            LegSql.at(
                    database,
                    place,
                    """
                    select r.record_id, r.data, r.version, r.deleted_at is not null as deleted,
                      r.modified_at, i.external_id, i.hash,
                      case when i.record_id is not null then coalesce(i.base, r.data) end as base,
                      case when i.record_id is not null
                        then coalesce(i.record_base, i.base, r.data) end as record_base,
                      i.sent, i.replaced, coalesce(i.flips, 0) as flips,
                      coalesce((select jsonb_object_agg(f ->> 'field',
                          case when o.connection = :connection and o.resource = :resource
                            then f -> 'incoming' end)
                        from conflict o cross join jsonb_array_elements(o.fields) f
                        where o.tenant = :tenant and o.record_id = r.record_id
                          and o.status = 'open' and o.kind = 'edit'
                          and coalesce(f ->> 'chosen', '') = ''), '{}') as open,
                      exists (select from conflict g where g.tenant = :tenant
                        and g.entity = :entity and g.connection = :connection
                        and g.resource = :resource and g.external_id = i.external_id
                        and g.status = 'open' and g.kind = 'delete') as gone
                    from record r left join lateral (
                      select o.* from (select * from id_map w
                          where w.record_id = r.record_id offset 0) o
                      where o.tenant = r.tenant and o.entity = r.entity
                        and o.connection = :connection and o.resource = :resource
                        and o.hash <> '%s'
                      order by o.is_primary desc, o.external_id limit 1) i on true
                    where r.tenant = :tenant and r.entity = :entity
                      and r.record_id = any(:records)
                    """
                        .formatted(LOST))
                .param("records", records.toArray(UUID[]::new))
                .query(LegStates::read)
                .list());
  }

  private static LegState read(ResultSet row, int n) throws SQLException {
    Timestamp modified = row.getTimestamp("modified_at");
    return new LegState(
        row.getObject("record_id", UUID.class),
        row.getString("data"),
        row.getInt("version"),
        row.getBoolean("deleted"),
        modified == null ? null : modified.toInstant(),
        row.getString("external_id"),
        row.getObject("hash", UUID.class),
        row.getString("base"),
        row.getString("record_base"),
        row.getString("sent"),
        row.getString("replaced"),
        row.getInt("flips"),
        row.getString("open"),
        row.getBoolean("gone"));
  }

  /** Notes what is about to be sent, so that it is known again should its answer be lost. */
  public void sending(LegPlace place, List<Sending> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.runInTenant(
        place.tenant(),
        () ->
            LegSql.at(
                    database,
                    place,
                    """
                    update id_map i set sent = s.sent::jsonb
                    from unnest(cast(:ids as text[]), cast(:sent as text[])) as s(id, sent)
                    where i.tenant = :tenant and i.entity = :entity
                      and i.connection = :connection and i.resource = :resource
                      and i.external_id = s.id
                    """)
                .param("ids", texts(rows, Sending::externalId))
                .param("sent", texts(rows, Sending::sent))
                .update());
  }

  /** Remembers rows as they were written. A row that the record had there before makes way. */
  public void written(LegPlace place, List<Noted> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.runInTenant(
        place.tenant(),
        () -> {
          bindRows(
                  """
                  delete from id_map i using %s
                  where i.tenant = :tenant and i.entity = :entity and i.record_id = n.record_id
                    and i.connection = :connection and i.resource = :resource
                    and i.is_primary and i.external_id <> n.external_id
                  """,
                  place, rows)
              .update();
          bindRows(
                  """
                  insert into id_map (tenant, entity, connection, resource, external_id, record_id,
                    hash, base, record_base, base_version, written_at, replaced, sync_id)
                  select :tenant, :entity, :connection, :resource, n.external_id, n.record_id,
                    n.hash, n.base::jsonb, nullif(n.record_base::jsonb, n.base::jsonb), n.version,
                    clock_timestamp(), n.replaced::jsonb, n.sync_id
                  from %s
                  on conflict (tenant, entity, connection, resource, external_id) do update set
                    record_id = excluded.record_id, hash = excluded.hash, base = excluded.base,
                    record_base = excluded.record_base, base_version = excluded.base_version,
                    written_at = excluded.written_at, sent = null, synced_at = now(),
                    is_source = true, is_primary = true, sync_id = excluded.sync_id,
                    replaced = coalesce(excluded.replaced, id_map.replaced)
                  """,
                  place, rows)
              .update();
        });
  }

  /** Remembers that the system has these rows no more. */
  public void lost(LegPlace place, List<String> externalIds) {
    if (externalIds.isEmpty()) {
      return;
    }
    database.runInTenant(
        place.tenant(),
        () ->
            LegSql.at(
                    database,
                    place,
                    """
                    update id_map i set hash = '%s', base = null, record_base = null, sent = null,
                      written_at = clock_timestamp(), synced_at = now()
                    where i.tenant = :tenant and i.entity = :entity
                      and i.connection = :connection and i.resource = :resource
                      and i.external_id = any(:ids)
                    """
                        .formatted(LOST))
                .param("ids", externalIds.toArray(String[]::new))
                .update());
  }

  private StatementSpec bindRows(String sql, LegPlace place, List<Noted> rows) {
    return LegSql.at(
            database,
            place,
            sql.formatted(
                """
                unnest(cast(:records as uuid[]), cast(:ids as text[]), cast(:hashes as uuid[]),
                  cast(:bases as text[]), cast(:record_bases as text[]), cast(:versions as int[]),
                  cast(:runs as uuid[]), cast(:replaced as text[]))
                  as n(record_id, external_id, hash, base, record_base, version, sync_id, replaced)
                """))
        .param("records", rows.stream().map(Noted::recordId).toArray(UUID[]::new))
        .param("ids", texts(rows, Noted::externalId))
        .param("hashes", rows.stream().map(Noted::hash).toArray(UUID[]::new))
        .param("bases", texts(rows, Noted::base))
        .param("record_bases", texts(rows, Noted::recordBase))
        .param("versions", rows.stream().map(Noted::version).toArray(Integer[]::new))
        .param("runs", rows.stream().map(Noted::syncId).toArray(UUID[]::new))
        .param("replaced", texts(rows, Noted::replaced));
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }
}
