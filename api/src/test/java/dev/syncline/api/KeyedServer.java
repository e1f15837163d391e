package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.key.ApiKeys;
import dev.syncline.store.key.CreatedKey;
import dev.syncline.store.key.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/** A server that asks for keys, and one of each role. */
abstract class KeyedServer {
  EmbeddedPostgres postgres;

  TestEngine engine;

  Database database;

  ApiKeys keys;

  ConfigurableApplicationContext context;

  int port;

  CreatedKey viewer;

  CreatedKey operator;

  CreatedKey admin;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    engine = new TestEngine();
    database =
        Database.open(
            new DatabaseSettings(
                postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", 8));
    keys = new ApiKeys(database);
    assertThatThrownBy(() -> ApiServer.run(engine, database, "syncline.require-keys=true"))
        .hasStackTraceContaining("keys create");
    assertThatThrownBy(() -> ApiServer.run(engine, database, "server.address=0.0.0.0"))
        .hasStackTraceContaining("0.0.0.0");
    viewer = keys.create("acme", Role.VIEWER);
    operator = keys.create("acme", Role.OPERATOR);
    admin = keys.create("acme", Role.ADMIN);
    context = ApiServer.run(engine, database, "syncline.require-keys=true");
    port = context.getEnvironment().getProperty("local.server.port", Integer.class, 0);
  }

  @AfterAll
  void stop() throws IOException {
    context.close();
    engine.close();
    database.close();
    postgres.close();
  }

  Caller anyone() {
    return new Caller(port, "acme").without("X-Tenant-ID");
  }

  Caller holding(CreatedKey key) {
    return anyone().with("Authorization", "Bearer " + key.secret());
  }
}
