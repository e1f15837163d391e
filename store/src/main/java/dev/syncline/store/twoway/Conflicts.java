package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The conflicts that were found, those that wait for a person and those that were decided. */
@Repository
public class Conflicts {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String FILTER =
      """
      from conflict where tenant = :tenant
        and (cast(:entity as text) is null or entity = :entity)
        and (cast(:status as text) is null or status = :status)
      """;

  private final Database database;

  public Conflicts(Database database) {
    this.database = database;
  }

  /** The newest first. */
  public Slice<ConflictRow> list(
      String tenant, @Nullable String entity, @Nullable ConflictStatus status, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                filtered(
                        "select * "
                            + FILTER
                            + " order by created_at desc, id limit :limit offset :offset",
                        tenant,
                        entity,
                        status)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(Conflicts::read)
                    .list(),
                filtered("select count(*) " + FILTER, tenant, entity, status)
                    .query(Long.class)
                    .single()));
  }

  private StatementSpec filtered(
      String sql, String tenant, @Nullable String entity, @Nullable ConflictStatus status) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("entity", entity)
        .param("status", status == null ? null : status.word());
  }

  /** One conflict, whatever became of it. */
  public Optional<ConflictRow> find(String tenant, UUID id) {
    return database.inTenant(
        tenant,
        () ->
            bind("select * from conflict where tenant = :tenant and id = :id", tenant, id)
                .query(Conflicts::read)
                .optional());
  }

  /** Closes an open one with what a person decided of its fields. */
  public void resolve(ConflictRow conflict, List<ConflictField> decided, String by) {
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    decided.forEach(field -> fields.add(field.stored()));
    String tenant = conflict.place().tenant();
    database.runInTenant(
        tenant,
        () ->
            bind(
                    """
                    update conflict set status = 'resolved', fields = cast(:fields as jsonb),
                      resolved_by = :by, resolved_at = now(), updated_at = now()
                    where tenant = :tenant and id = :id
                    """,
                    tenant,
                    conflict.id())
                .param("fields", fields.toString())
                .param("by", by)
                .update());
  }

  /** Closes what else was open over a record that a person had deleted. */
  public void close(ConflictRow deciding, String by) {
    String tenant = deciding.place().tenant();
    database.runInTenant(
        tenant,
        () ->
            bind(
                    """
                    update conflict set status = 'resolved', resolved_by = :by,
                      resolved_at = now(), updated_at = now()
                    where tenant = :tenant and record_id = :record and id <> :id
                      and status = 'open'
                    """,
                    tenant,
                    deciding.id())
                .param("record", deciding.recordId())
                .param("by", by)
                .update());
  }

  /** Remembers that a decision was taken back. */
  public void undone(ConflictRow conflict, String by) {
    String tenant = conflict.place().tenant();
    database.runInTenant(
        tenant,
        () ->
            bind(
                    """
                    update conflict set undone = true, undone_by = :by, undone_at = now(),
                      updated_at = now()
                    where tenant = :tenant and id = :id
                    """,
                    tenant,
                    conflict.id())
                .param("by", by)
                .update());
  }

  private StatementSpec bind(String sql, String tenant, UUID id) {
    return database.sql().sql(sql).param("tenant", tenant).param("id", id);
  }

  private static ConflictRow read(ResultSet row, int n) throws SQLException {
    return new ConflictRow(
        row.getObject("id", UUID.class),
        new LegPlace(
            row.getString("tenant"),
            row.getString("entity"),
            row.getString("task"),
            row.getInt("leg"),
            row.getString("connection"),
            row.getString("resource")),
        row.getObject("record_id", UUID.class),
        row.getString("external_id"),
        row.getString("kind"),
        row.getString("strategy"),
        ConflictStatus.of(row.getString("status")),
        ConflictField.list(row.getString("fields")),
        row.getString("resolved_by"),
        Rows.instant(row, "resolved_at"),
        row.getBoolean("undone"),
        row.getString("undone_by"),
        Rows.instant(row, "undone_at"),
        row.getObject("sync_id", UUID.class),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
