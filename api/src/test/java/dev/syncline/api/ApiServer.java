package dev.syncline.api;

import dev.syncline.connectors.http.HttpConnector;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.secrets.Secrets;
import io.temporal.client.WorkflowClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running API with a database and an engine of its own. */
final class ApiServer implements AutoCloseable {
  private static final class Shared {
    static final ApiServer SERVER = start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  final EmbeddedPostgres postgres;
  final TestEngine engine;
  final Database database;
  private final ConfigurableApplicationContext context;

  private ApiServer(
      EmbeddedPostgres postgres,
      TestEngine engine,
      Database database,
      ConfigurableApplicationContext context) {
    this.postgres = postgres;
    this.engine = engine;
    this.database = database;
    this.context = context;
  }

  /** One server for all tests that do not harm it; each test has tenants of its own. */
  static ApiServer shared() {
    return Shared.SERVER;
  }

  static ApiServer start(String... properties) {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      TestEngine engine = new TestEngine();
      Database database =
          Database.open(
              new DatabaseSettings(
                  postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", 8));
      return new ApiServer(postgres, engine, database, run(engine, database, properties));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ConfigurableApplicationContext run(
      TestEngine engine, Database database, String... properties) throws IOException {
    Secrets secrets = Secrets.fromFile(Files.createTempDirectory("api").resolve("keyset.json"));
    List<Connector> connectors =
        List.of(new TestConnector("csv"), new TestConnector("markdown"), new HttpConnector());
    Clock clock = Clock.systemUTC();
    return new SpringApplicationBuilder(TestServerApplication.class)
        .initializers(
            (GenericApplicationContext c) -> {
              c.registerBean(Database.class, () -> database, ApiServer::keepOpen);
              c.registerBean(Secrets.class, () -> secrets);
              c.registerBean(Connectors.class, () -> new Connectors(connectors));
              c.registerBean(Clock.class, () -> clock);
              c.registerBean(WorkflowClient.class, engine::client);
              c.registerBean(
                  ConnectorContext.class,
                  () -> new ConnectorContext(clock, EgressPolicy.permissive(), () -> {}));
            })
        .run(
            Stream.concat(
                    Stream.of("server.port=0", "spring.main.banner-mode=off"),
                    Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new));
  }

  /** It is closed by whoever opened it. */
  private static void keepOpen(BeanDefinition definition) {
    definition.setDestroyMethodName("");
  }

  int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A caller with a tenant that nobody else has. */
  Caller newTenant() {
    return new Caller(port(), "t-" + UUID.randomUUID());
  }

  @Override
  public void close() {
    context.close();
    engine.close();
    database.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
