package dev.syncline.store.project;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The projects of each tenant. */
@Repository
public class Projects {
  private static final String SELECT =
      """
      select p.*,
        exists (select from run r
                where r.tenant = p.tenant and r.entity = p.slug
                  and r.status in ('queued', 'running')) as syncing,
        (select count(*) from record d
         where d.tenant = p.tenant and d.entity = p.slug and d.deleted_at is null) as documents
      from project p
      """;

  private final Database database;

  public Projects(Database database) {
    this.database = database;
  }

  public Slice<ProjectRow> list(String tenant, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                sql(
                        SELECT + "where tenant = :tenant order by slug limit :limit offset :offset",
                        tenant)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(Projects::read)
                    .list(),
                sql("select count(*) from project where tenant = :tenant", tenant)
                    .query(Long.class)
                    .single()));
  }

  public Optional<ProjectRow> find(String tenant, String slug) {
    return database.inTenant(
        tenant,
        () ->
            sql(SELECT + "where tenant = :tenant and slug = :slug", tenant)
                .param("slug", slug)
                .query(Projects::read)
                .optional());
  }

  /** Creates a project; false where the slug is taken. */
  public boolean create(String tenant, String slug, String name, String path) {
    return database.inTenant(
            tenant,
            () ->
                sql(
                        """
                        insert into project (tenant, slug, name, path)
                        values (:tenant, :slug, :name, :path) on conflict do nothing
                        """,
                        tenant)
                    .param("slug", slug)
                    .param("name", name)
                    .param("path", path)
                    .update())
        > 0;
  }

  /** Gives it another name and path; false where there is none. */
  public boolean update(String tenant, String slug, String name, String path) {
    return database.inTenant(
            tenant,
            () ->
                sql(
                        """
                        update project set name = :name, path = :path, updated_at = now()
                        where tenant = :tenant and slug = :slug
                        """,
                        tenant)
                    .param("slug", slug)
                    .param("name", name)
                    .param("path", path)
                    .update())
        > 0;
  }

  /** Removes the project itself; false where there was none. */
  public boolean delete(String tenant, String slug) {
    return database.inTenant(
            tenant,
            () ->
                sql("delete from project where tenant = :tenant and slug = :slug", tenant)
                    .param("slug", slug)
                    .update())
        > 0;
  }

  /** A sync was triggered: what the last one complained of no longer stands. */
  public void started(String tenant, String slug) {
    setError(tenant, slug, null);
  }

  /** Puts back the error of the last sync, where a new one could not be started after all. */
  public void notStarted(String tenant, String slug, @Nullable String error) {
    setError(tenant, slug, error);
  }

  private void setError(String tenant, String slug, @Nullable String error) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    "update project set sync_error = :error where tenant = :tenant and slug = :slug",
                    tenant)
                .param("error", error)
                .param("slug", slug)
                .update());
  }

  /**
   * A sync ended.
   *
   * @param error why it could not go on, or null where it reached its end
   */
  public void ended(String tenant, String slug, @Nullable String error, Instant at) {
    database.runInTenant(
        tenant,
        () ->
            sql(
                    """
                    update project set sync_error = :error,
                      last_synced_at =
                        case when cast(:error as text) is null then :at else last_synced_at end
                    where tenant = :tenant and slug = :slug
                    """,
                    tenant)
                .param("error", error)
                .param("at", Timestamp.from(at))
                .param("slug", slug)
                .update());
  }

  private StatementSpec sql(String sql, String tenant) {
    return database.sql().sql(sql).param("tenant", tenant);
  }

  private static ProjectRow read(ResultSet row, int n) throws SQLException {
    return new ProjectRow(
        row.getString("slug"),
        row.getString("name"),
        row.getString("path"),
        row.getString("sync_error"),
        Rows.instant(row, "last_synced_at"),
        row.getBoolean("syncing"),
        row.getLong("documents"),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
