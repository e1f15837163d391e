package dev.syncline.store.record;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Which record has which id in which system. */
@Repository
public class IdMap {
  private static final String FILTER =
      """
      from id_map
      where tenant = :tenant
        and (cast(:entity as text) is null or entity = :entity)
        and (cast(:connection as text) is null or connection = :connection)
        and (cast(:external_id as text) is null or external_id = :external_id)
        and (cast(:record_id as uuid) is null or record_id = :record_id)
      """;

  private final Database database;

  public IdMap(Database database) {
    this.database = database;
  }

  /** What to look for; null for any. */
  public record Filter(
      @Nullable String entity,
      @Nullable String connection,
      @Nullable String externalId,
      @Nullable UUID recordId) {}

  public Slice<ExternalId> list(String tenant, Filter filter, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                filtered(
                        "select * "
                            + FILTER
                            + """
                              order by entity, connection, resource, external_id
                              limit :limit offset :offset
                              """,
                        tenant,
                        filter)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(IdMap::read)
                    .list(),
                filtered("select count(*) " + FILTER, tenant, filter).query(Long.class).single()));
  }

  private StatementSpec filtered(String sql, String tenant, Filter filter) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("entity", filter.entity())
        .param("connection", filter.connection())
        .param("external_id", filter.externalId())
        .param("record_id", filter.recordId());
  }

  /** The external ids of some records. */
  public List<ExternalId> of(String tenant, List<UUID> recordIds) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from id_map where tenant = :tenant and record_id = any(:ids)
                    order by connection, resource, external_id
                    """)
                .param("tenant", tenant)
                .param("ids", recordIds.toArray(UUID[]::new))
                .query(IdMap::read)
                .list());
  }

  /** Which of these external ids have a record already. */
  public List<String> existing(String tenant, String entity, List<String> externalIds) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct external_id from id_map
                    where tenant = :tenant and entity = :entity and external_id = any(:ids)
                    order by external_id
                    """)
                .param("tenant", tenant)
                .param("entity", entity)
                .param("ids", externalIds.toArray(String[]::new))
                .query(String.class)
                .list());
  }

  private static ExternalId read(ResultSet row, int n) throws SQLException {
    return new ExternalId(
        row.getString("entity"),
        row.getObject("record_id", UUID.class),
        row.getString("connection"),
        row.getString("resource"),
        row.getString("external_id"),
        Rows.time(row, "synced_at"));
  }
}
