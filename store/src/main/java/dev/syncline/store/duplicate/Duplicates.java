package dev.syncline.store.duplicate;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The pairs of records that may be one, or were made one. */
@Repository
public class Duplicates {
  /** A merged record's ids are those it came with; an open pair is listed while both stand. */
  private static final String SIDES =
      """
      , case when d.status = 'merged' and d.left_ids is not null
          then (select coalesce(jsonb_agg(jsonb_build_object('connection', e ->> 'connection',
              'resource', e ->> 'resource', 'external_id', e ->> 'external_id')
              order by e ->> 'connection', e ->> 'external_id'), '[]')
            from jsonb_array_elements(d.left_ids) e)
          else (select coalesce(jsonb_agg(jsonb_build_object('connection', i.connection,
              'resource', i.resource, 'external_id', i.external_id)
              order by i.connection, i.external_id), '[]')
            from id_map i where i.tenant = d.tenant and i.entity = d.entity
              and i.record_id = d.left_id
              and not (d.status = 'merged' and exists (
                select from jsonb_array_elements(d.right_ids) e
                where e ->> 'connection' = i.connection and e ->> 'resource' = i.resource
                  and e ->> 'external_id' = i.external_id))) end as left_external_ids
      , case when d.status = 'merged'
          then (select coalesce(jsonb_agg(jsonb_build_object('connection', e ->> 'connection',
              'resource', e ->> 'resource', 'external_id', e ->> 'external_id')
              order by e ->> 'connection', e ->> 'external_id'), '[]')
            from jsonb_array_elements(d.right_ids) e)
          else (select coalesce(jsonb_agg(jsonb_build_object('connection', i.connection,
              'resource', i.resource, 'external_id', i.external_id)
              order by i.connection, i.external_id), '[]')
            from id_map i where i.tenant = d.tenant and i.entity = d.entity
              and i.record_id = d.right_id) end as right_external_ids
      , case when d.status = 'merged' then coalesce(d.before_left, l.data) else l.data end
          as left_data
      , case when d.status = 'merged' then d.before_right else r.data end as right_data
      """;

  private static final String FROM =
      """
      from duplicate d
        join record l on l.tenant = d.tenant and l.entity = d.entity and l.record_id = d.left_id
        join record r on r.tenant = d.tenant and r.entity = d.entity and r.record_id = d.right_id
      where d.tenant = :tenant
        and (d.status <> 'open' or (l.deleted_at is null and r.deleted_at is null))
      """;

  private static final String FILTER =
      FROM
          + """
              and (cast(:entity as text) is null or d.entity = :entity)
              and (cast(:status as text) is null or d.status = :status)
            """;

  private final Database database;

  public Duplicates(Database database) {
    this.database = database;
  }

  /** The surest first. */
  public Slice<DuplicateRow> list(
      String tenant, @Nullable String entity, @Nullable DuplicateStatus status, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                filtered(
                        "select d.*"
                            + SIDES
                            + FILTER
                            + " order by d.score desc, d.id limit :limit offset :offset",
                        tenant,
                        entity,
                        status)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(Duplicates::read)
                    .list(),
                filtered("select count(*) " + FILTER, tenant, entity, status)
                    .query(Long.class)
                    .single()));
  }

  private StatementSpec filtered(
      String sql, String tenant, @Nullable String entity, @Nullable DuplicateStatus status) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("status", status == null ? null : status.word());
  }

  /** One pair, whatever became of it. */
  public Optional<DuplicateRow> find(String tenant, UUID id) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    "select d.*"
                        + SIDES
                        + FROM.substring(0, FROM.indexOf("  and (d.status"))
                        + " and d.id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(Duplicates::read)
                .optional());
  }

  /** Remembers that an open pair is two; whether it was open. It is never proposed again. */
  public boolean dismiss(String tenant, UUID id, String by) {
    return database.inTenant(
        tenant,
        () ->
            database
                    .sql()
                    .sql(
                        """
                        update duplicate set status = 'dismissed', updated_at = now(), decided_by = :by
                        where tenant = :tenant and id = :id and status = 'open'
                        """)
                    .param("tenant", tenant)
                    .param("id", id)
                    .param("by", by)
                    .update()
                > 0);
  }

  private static DuplicateRow read(ResultSet row, int n) throws SQLException {
    return new DuplicateRow(
        row.getObject("id", UUID.class),
        row.getString("entity"),
        DuplicateStatus.of(row.getString("status")),
        row.getBoolean("automatic"),
        row.getDouble("score"),
        new DuplicateRow.Side(
            row.getObject("left_id", UUID.class),
            row.getString("left_external_ids"),
            row.getString("left_data")),
        new DuplicateRow.Side(
            row.getObject("right_id", UUID.class),
            row.getString("right_external_ids"),
            row.getString("right_data")),
        row.getString("reasons"),
        row.getString("decided_by"),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
