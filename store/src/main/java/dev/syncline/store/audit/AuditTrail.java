package dev.syncline.store.audit;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The trail of calls that changed something, or were to. */
@Repository
public class AuditTrail {
  private final Database database;

  public AuditTrail(Database database) {
    this.database = database;
  }

  public void add(String tenant, AuditEntry entry) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into audit (tenant, at, actor, role, method, route, target, status)
                    values (:tenant, :at, :actor, :role, :method, :route, :target, :status)
                    """)
                .param("tenant", tenant)
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("role", entry.role())
                .param("method", entry.method())
                .param("route", entry.route())
                .param("target", entry.target())
                .param("status", entry.status())
                .update());
  }

  /** Those of a tenant, newest first. */
  public Slice<AuditEntry> list(String tenant, @Nullable String actor, Range range) {
    String where =
        """
         from audit where tenant = :tenant
          and (cast(:actor as text) is null or actor = :actor)
        """;
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                database
                    .sql()
                    .sql("select *" + where + " order by id desc limit :n offset :o")
                    .param("tenant", tenant)
                    .param("actor", actor)
                    .param("n", range.limit())
                    .param("o", range.offset())
                    .query(
                        (row, n) ->
                            new AuditEntry(
                                Rows.time(row, "at"),
                                row.getString("actor"),
                                row.getString("role"),
                                row.getString("method"),
                                row.getString("route"),
                                row.getString("target"),
                                row.getInt("status")))
                    .list(),
                database
                    .sql()
                    .sql("select count(*)" + where)
                    .param("tenant", tenant)
                    .param("actor", actor)
                    .query(Long.class)
                    .single()));
  }
}
