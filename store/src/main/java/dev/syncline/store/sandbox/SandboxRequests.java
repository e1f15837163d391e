package dev.syncline.store.sandbox;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The requests of connections in the sandbox. */
@Repository
public class SandboxRequests {
  private final Database database;

  public SandboxRequests(Database database) {
    this.database = database;
  }

  /** A request to be recorded, as in {@link RecordedRequest}. */
  public record NewRequest(
      String connection,
      String resource,
      String key,
      String externalId,
      String effect,
      String method,
      String address,
      String headers,
      String body) {}

  /** Records requests; one that was recorded before, under the same key, stays as it is. */
  public void record(String tenant, List<NewRequest> requests) {
    database.runInTenant(tenant, () -> requests.forEach(request -> insert(tenant, request)));
  }

  private void insert(String tenant, NewRequest request) {
    database
        .sql()
        .sql(
            """
            insert into sandbox_request (tenant, connection, resource, sync_id, key, external_id,
              effect, method, address, headers, body)
            values (:tenant, :connection, :resource,
              (select sync_id from outbox where tenant = :tenant and id = :row),
              :key, :external, :effect, :method, :address, cast(:headers as json),
              cast(:body as json))
            on conflict (tenant, connection, key) do nothing
            """)
        .param("tenant", tenant)
        .param("connection", request.connection())
        .param("resource", request.resource())
        .param("row", outboxRow(request.key()), java.sql.Types.OTHER)
        .param("key", request.key())
        .param("external", request.externalId())
        .param("effect", request.effect())
        .param("method", request.method())
        .param("address", request.address())
        .param("headers", request.headers())
        .param("body", request.body())
        .update();
  }

  /** The outbox row whose id is the key of its write. */
  private static @Nullable UUID outboxRow(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Those of a tenant, in the order in which they would have been sent. */
  public Slice<RecordedRequest> list(
      String tenant, @Nullable String connection, @Nullable UUID syncId, Range range) {
    String where =
        """
         from sandbox_request where tenant = :tenant
          and (cast(:connection as text) is null or connection = :connection)
          and (cast(:run as uuid) is null or sync_id = :run)
        """;
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                database
                    .sql()
                    .sql("select *" + where + " order by id limit :n offset :o")
                    .param("tenant", tenant)
                    .param("connection", connection)
                    .param("run", syncId)
                    .param("n", range.limit())
                    .param("o", range.offset())
                    .query(SandboxRequests::read)
                    .list(),
                database
                    .sql()
                    .sql("select count(*)" + where)
                    .param("tenant", tenant)
                    .param("connection", connection)
                    .param("run", syncId)
                    .query(Long.class)
                    .single()));
  }

  private static RecordedRequest read(ResultSet row, int n) throws SQLException {
    return new RecordedRequest(
        row.getLong("id"),
        row.getString("connection"),
        row.getString("resource"),
        row.getObject("sync_id", UUID.class),
        row.getString("key"),
        row.getString("external_id"),
        row.getString("effect"),
        row.getString("method"),
        row.getString("address"),
        row.getString("headers"),
        row.getString("body"),
        Rows.time(row, "at"));
  }
}
