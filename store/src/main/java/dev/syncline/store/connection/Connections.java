package dev.syncline.store.connection;

import dev.syncline.store.database.Database;
import dev.syncline.store.secrets.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The connections of each tenant; credentials are encrypted before they reach the database. */
@Repository
public class Connections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String SETTING = "/";

  private final Database database;
  private final Secrets secrets;

  public Connections(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** Those a user defined; a project's own connection is not among them. */
  public List<StoredConnection> list(String tenant) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from connection
                    where tenant = :tenant and managed_by is distinct from 'project'
                    order by name
                    """)
                .param("tenant", tenant)
                .query(Connections::read)
                .list());
  }

  public Optional<StoredConnection> find(String tenant, String name) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select * from connection where tenant = :tenant and name = :name")
                .param("tenant", tenant)
                .param("name", name)
                .query(Connections::read)
                .optional());
  }

  /** The decrypted credentials, secret settings among them; empty where there are none. */
  public Map<String, String> credentials(String tenant, String name) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select credentials from connection
                    where tenant = :tenant and name = :name and credentials is not null
                    """)
                .param("tenant", tenant)
                .param("name", name)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(cipher -> secrets.decrypt(cipher, tenant + "/" + name))
                .map(json -> JSON.readValue(json, new TypeReference<Map<String, String>>() {}))
                .orElse(Map.of()));
  }

  /**
   * Creates or replaces a connection.
   *
   * @param credentials the new credentials, or null to keep those it has; a name that is a JSON
   *     pointer stands for a setting that is kept secret
   */
  public void save(
      String tenant,
      String name,
      String connector,
      boolean enabled,
      String settings,
      @Nullable Map<String, String> credentials,
      @Nullable String managedBy) {
    byte[] cipher =
        credentials == null || credentials.isEmpty()
            ? null
            : secrets.encrypt(JSON.writeValueAsString(credentials), tenant + "/" + name);
    String[] names =
        credentials == null
            ? new String[0]
            : credentials.keySet().stream()
                .filter(known -> !known.startsWith(SETTING))
                .sorted()
                .toArray(String[]::new);
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    insert into connection (tenant, name, connector, enabled, settings,
                      credentials, credential_names, managed_by)
                    values (:tenant, :name, :connector, :enabled, cast(:settings as json),
                      :credentials, :names, :managed)
                    on conflict (tenant, name) do update set
                      connector = excluded.connector, enabled = excluded.enabled,
                      settings = excluded.settings, managed_by = excluded.managed_by,
                      credentials = case when :keep then connection.credentials
                        else excluded.credentials end,
                      credential_names = case when :keep then connection.credential_names
                        else excluded.credential_names end,
                      updated_at = now()
                    """)
                .param("tenant", tenant)
                .param("name", name)
                .param("connector", connector)
                .param("enabled", enabled)
                .param("settings", settings)
                .param("credentials", cipher, java.sql.Types.BINARY)
                .param("names", names)
                .param("managed", managedBy)
                .param("keep", credentials == null)
                .update());
  }

  /** Removes it; false where there was none. */
  public boolean delete(String tenant, String name) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql("delete from connection where tenant = :tenant and name = :name")
                    .param("tenant", tenant)
                    .param("name", name)
                    .update())
        > 0;
  }

  private static StoredConnection read(ResultSet row, int n) throws SQLException {
    return new StoredConnection(
        row.getString("tenant"),
        row.getString("name"),
        row.getString("connector"),
        row.getBoolean("enabled"),
        row.getBoolean("sandbox"),
        row.getString("settings"),
        List.of((String[]) row.getArray("credential_names").getArray()),
        row.getString("managed_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
