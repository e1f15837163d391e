package dev.syncline.store.task;

import dev.syncline.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The tasks of each tenant. */
@Repository
public class Tasks {
  private final Database database;

  public Tasks(Database database) {
    this.database = database;
  }

  /** Those a user defined, in the order of their files. */
  public List<StoredTask> list(String tenant) {
    return query(tenant, "managed_by is distinct from 'project'", "");
  }

  public Optional<StoredTask> find(String tenant, String name) {
    return query(tenant, "name = :value", name).stream().findFirst();
  }

  /** The tasks that fill an entity, a project's own included. */
  public List<StoredTask> ofEntity(String tenant, String entity) {
    return query(tenant, "entity = :value", entity);
  }

  /** The tasks that read from a connection or deliver to it. */
  public List<StoredTask> using(String tenant, String connection) {
    return query(
        tenant,
        """
        (connection = :value or exists (
          select from json_array_elements(coalesce(definition -> 'deliver', '[]'::json)) d
          where d ->> 'connection' = :value))
        """,
        connection);
  }

  /** The tasks that one sync file defines. */
  public List<StoredTask> managedBy(String tenant, String owner) {
    return query(tenant, "managed_by = :value", owner);
  }

  private List<StoredTask> query(String tenant, String condition, String value) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    "select * from task where tenant = :tenant and "
                        + condition
                        + " order by position, name")
                .param("tenant", tenant)
                .param("value", value)
                .query(Tasks::read)
                .list());
  }

  /** Creates or replaces a task. */
  public void save(
      String tenant,
      String name,
      String entity,
      String connection,
      int position,
      String definition,
      String fingerprint,
      @Nullable String managedBy) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into task (tenant, name, entity, connection, position, definition,
                      fingerprint, managed_by)
                    values (:tenant, :name, :entity, :connection, :position,
                      cast(:definition as json), :fingerprint, :managed)
                    on conflict (tenant, name) do update set
                      entity = excluded.entity, connection = excluded.connection,
                      position = excluded.position, definition = excluded.definition,
                      fingerprint = excluded.fingerprint, managed_by = excluded.managed_by,
                      updated_at = now()
                    """)
                .param("tenant", tenant)
                .param("name", name)
                .param("entity", entity)
                .param("connection", connection)
                .param("position", position)
                .param("definition", definition)
                .param("fingerprint", fingerprint)
                .param("managed", managedBy)
                .update());
  }

  /** Removes it; false where there was none. */
  public boolean delete(String tenant, String name) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql("delete from task where tenant = :tenant and name = :name")
                    .param("tenant", tenant)
                    .param("name", name)
                    .update())
        > 0;
  }

  private static StoredTask read(ResultSet row, int n) throws SQLException {
    return new StoredTask(
        row.getString("tenant"),
        row.getString("name"),
        row.getString("entity"),
        row.getString("connection"),
        row.getInt("position"),
        row.getString("definition"),
        row.getString("fingerprint"),
        row.getString("managed_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
