package dev.syncline.store;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.secrets.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL for all tests of the module; each test works under a tenant of its own. */
public final class TestStore {
  private static final TestStore SHARED = new TestStore();

  private final EmbeddedPostgres postgres;
  private final Database database;
  private final AnnotationConfigApplicationContext context;

  private TestStore() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      database = Database.open(settings());
      Secrets secrets = Secrets.fromFile(Files.createTempDirectory("keys").resolve("keyset.json"));
      context = new AnnotationConfigApplicationContext();
      context.registerBean(Database.class, () -> database);
      context.registerBean(Secrets.class, () -> secrets);
      context.scan("dev.syncline.store");
      context.refresh();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  public static TestStore shared() {
    return SHARED;
  }

  public DatabaseSettings settings() {
    return new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 6);
  }

  public Database database() {
    return database;
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public static String newTenant() {
    return "t-" + UUID.randomUUID();
  }

  /** SQL as the superuser, whom no policy binds; each statement is its own transaction. */
  public JdbcClient owner() {
    return JdbcClient.create(postgres.getPostgresDatabase());
  }

  /** Rows as the superuser sees them. */
  public List<Map<String, Object>> rows(String sql, Object... params) {
    return owner().sql(sql).params(params).query().listOfRows();
  }

  public long count(String sql, Object... params) {
    return owner().sql(sql).params(params).query(Long.class).single();
  }
}
