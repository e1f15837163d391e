package dev.syncline.store.record;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Records as they stand, and how they came to stand so. */
@Repository
public class Records {
  private final Database database;

  public Records(Database database) {
    this.database = database;
  }

  /** In the order they were created; the tombstones only where they are asked for. */
  public Slice<RecordRow> list(String tenant, String entity, boolean deleted, Range range) {
    String from =
        "from record where tenant = :tenant and entity = :entity and deleted_at is "
            + (deleted ? "not null" : "null");
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                sql(
                        "select * " + from + " order by record_id limit :limit offset :offset",
                        tenant,
                        entity)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(Records::read)
                    .list(),
                sql("select count(*) " + from, tenant, entity).query(Long.class).single()));
  }

  /** One record, tombstones and merged ones included. */
  public Optional<RecordRow> find(String tenant, String entity, UUID recordId) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                    """
                    select * from record
                    where tenant = :tenant and entity = :entity and record_id = :id
                    """,
                    tenant,
                    entity)
                .param("id", recordId)
                .query(Records::read)
                .optional());
  }

  /** Its last changes, oldest first. */
  public List<HistoryRow> history(String tenant, String entity, UUID recordId, int limit) {
    return database.inTenant(
        tenant,
        () ->
            sql(
                    """
                    select * from (
                      select * from record_history
                      where tenant = :tenant and entity = :entity and record_id = :id
                      order by version desc limit :limit) newest
                    order by version
                    """,
                    tenant,
                    entity)
                .param("id", recordId)
                .param("limit", limit)
                .query(Records::change)
                .list());
  }

  private StatementSpec sql(String sql, String tenant, String entity) {
    return database.sql().sql(sql).param("tenant", tenant).param("entity", entity);
  }

  private static RecordRow read(ResultSet row, int n) throws SQLException {
    return new RecordRow(
        row.getString("entity"),
        row.getObject("record_id", UUID.class),
        row.getInt("version"),
        row.getString("data"),
        Rows.instant(row, "modified_at"),
        row.getObject("created_by", UUID.class),
        row.getObject("updated_by", UUID.class),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"),
        Rows.instant(row, "deleted_at"),
        row.getObject("merged_into", UUID.class));
  }

  private static HistoryRow change(ResultSet row, int n) throws SQLException {
    return new HistoryRow(
        row.getInt("version"),
        row.getString("data"),
        row.getObject("sync_id", UUID.class),
        row.getString("operation"),
        row.getString("connection"),
        row.getString("external_id"),
        row.getString("decided_by"),
        Rows.time(row, "at"));
  }
}
