package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.key.ApiKeys;
import dev.syncline.store.key.CreatedKey;
import dev.syncline.store.key.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
  private static final String HEALTH = "/api/v1/system/health";

  private EmbeddedPostgres postgres;
  private TestEngine engine;
  private Database database;
  private ApiKeys keys;
  private ConfigurableApplicationContext context;
  private int port;
  private CreatedKey viewer;
  private CreatedKey operator;
  private CreatedKey admin;

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

  private Caller anyone() {
    return new Caller(port, "acme").without("X-Tenant-ID");
  }

  private Caller holding(CreatedKey key) {
    return anyone().with("Authorization", "Bearer " + key.secret());
  }

  @Test
  void withoutAKeyOnlyHealthIsTold() {
    anyone().get(HEALTH).expect(200);
    anyone().get("/actuator/health/liveness").expect(200);
    Caller.Reply reply = anyone().get("/api/sync/status").expectError(401, "UNAUTHENTICATED");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    anyone().get("/actuator/prometheus").expectError(401, "UNAUTHENTICATED");
    anyone().post("/api/connections", "{}").expectError(401, "UNAUTHENTICATED");
    anyone()
        .with("Authorization", "Bearer " + viewer.secret() + "x")
        .get("/api/sync/status")
        .expectError(401, "UNAUTHENTICATED");
    anyone()
        .with("Authorization", "Basic YTpi")
        .get("/api/sync/status")
        .expectError(401, "UNAUTHENTICATED");
  }

  @Test
  void eachRoleMayDoItsPart() {
    holding(viewer).get("/api/sync/status").expect(200);
    holding(viewer).post("/api/sync/orders").expectError(403, "FORBIDDEN");
    holding(viewer).post("/api/v1/sync/retry").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/sync/retry").expect(202);
    holding(operator).post("/api/sync/orders").expectError(400, "UNKNOWN_ENTITY");
    holding(operator).post("/api/connections", "{}").expectError(403, "FORBIDDEN");
    holding(operator).delete("/api/v1/tasks/x").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/v1/projects", "{}").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/v1/projects/x/sync").expectError(404, "NOT_FOUND");
    holding(admin).post("/api/connections", "{}").expectError(400, "INVALID_REQUEST");
    holding(admin).post("/api/sync/retry").expect(202);
  }

  @Test
  void aKeyIsItsTenants() {
    holding(admin)
        .post("/api/v1/projects", "{\"name\":\"Only Acme\",\"path\":\"/srv\"}")
        .expectError(400, "INVALID_REQUEST"); // no folder is open to posted paths
    holding(viewer).with("X-Tenant-ID", "acme").get("/api/sync/status").expect(200);
    holding(viewer)
        .with("X-Tenant-ID", "other")
        .get("/api/sync/status")
        .expectError(403, "FORBIDDEN");
    CreatedKey other = keys.create("other", Role.VIEWER);
    holding(other).get("/api/sync/status").expect(200);
    assertThat(keys.list("other")).extracting("prefix").containsExactly(other.key().prefix());
    assertThat(keys.revoke("other", admin.key().prefix())).isFalse();
  }

  @Test
  void aRevokedKeyIsNoKey() {
    CreatedKey key = keys.create("acme", Role.VIEWER);
    holding(key).get("/api/sync/status").expect(200);
    assertThat(keys.revoke("acme", key.key().prefix())).isTrue();
    assertThat(keys.revoke("acme", key.key().prefix())).isFalse();
    holding(key).get("/api/sync/status").expectError(401, "UNAUTHENTICATED");
  }

  @Test
  void anExpiredKeyIsNoKey() {
    CreatedKey key = keys.create("brief", Role.VIEWER, Duration.ofDays(90));
    assertThat(key.key().expiresAt()).isEqualTo(key.key().createdAt().plus(Duration.ofDays(90)));
    holding(key).get("/api/sync/status").expect(200);
    change("update api_key set expires_at = now()", key);
    holding(key).get("/api/sync/status").expectError(401, "UNAUTHENTICATED");
  }

  @Test
  void aKeyTellsWhenItWasUsedLast() {
    CreatedKey key = keys.create("used", Role.VIEWER);
    assertThat(lastUse(key)).isNull();
    holding(key).with("X-Tenant-ID", "acme").get("/api/tasks").expectError(403, "FORBIDDEN");
    Instant first = lastUse(key);
    assertThat(first).isNotNull();
    holding(key).get("/api/tasks").expect(200);
    assertThat(lastUse(key)).as("to the minute: most calls write nothing").isEqualTo(first);
    change("update api_key set last_used_at = now() - interval '61 seconds'", key);
    holding(key).get("/api/tasks").expect(200);
    assertThat(lastUse(key)).isAfterOrEqualTo(first);
  }

  private @Nullable Instant lastUse(CreatedKey key) {
    return keys.list(key.key().tenant()).get(0).lastUsedAt();
  }

  private void change(String sql, CreatedKey key) {
    String tenant = key.key().tenant();
    int changed = database.inTenant(tenant, () -> database.sql().sql(sql).update());
    assertThat(changed).isOne();
  }

  @Test
  void onlyHashesAreKept() {
    String all =
        database.asReconciler(
            () ->
                database
                    .sql()
                    .sql("select string_agg(k::text, ' ') from api_key k")
                    .query(String.class)
                    .single());
    String secretPart = viewer.secret().substring(viewer.key().prefix().length() + 1);
    assertThat(all).contains(viewer.key().prefix()).doesNotContain(secretPart);
    assertThat(viewer.toString()).doesNotContain(secretPart);
  }

  /** What the description shows and no rule covers would stand open. */
  @Test
  void everyRouteHasARule() {
    List<Routes.Route> routes = Routes.of(anyone()).all();
    assertThat(routes).hasSizeGreaterThan(40);
    for (Routes.Route route : routes) {
      String path = route.with(name -> "x");
      if (route.path().endsWith("/system/health") || route.path().startsWith("/api/webhooks/")) {
        continue; // open, and signed
      }
      String what = route.toString();
      assertThat(anyone().send(route.method(), path, null).status()).as(what).isEqualTo(401);
      if (!route.reads()) {
        assertThat(holding(viewer).send(route.method(), path, null).status())
            .as(what)
            .isEqualTo(403);
      }
    }
  }

  @Test
  void webhooksNeedASignatureAndNoKey() {
    String connection =
        "{\"name\":\"%s\",\"connector\":\"http\",\"settings\":{\"base_url\":\"http://127.0.0.1:1\",\"webhook\":{\"scheme\":\"%s\",\"signature_header\":\"X-Token\"}},\"credentials\":{\"webhook_secret\":\"hook\"}}";
    holding(admin).post("/api/connections", connection.formatted("signed", "token")).expect(201);
    holding(admin).post("/api/connections", connection.formatted("open", "none")).expect(201);
    anyone().with("X-Token", "hook").post("/api/webhooks/signed?tenant=acme", "{}").expect(202);
    anyone()
        .with("X-Token", "hooks")
        .post("/api/webhooks/signed?tenant=acme", "{}")
        .expectError(401, "BAD_SIGNATURE");
    anyone()
        .post("/api/webhooks/open?tenant=acme", "{}")
        .expectError(401, "BAD_SIGNATURE"); // such a one is for the open loopback server alone
    anyone().get("/api/webhooks/signed").expectError(401, "UNAUTHENTICATED");
  }

  @Test
  void proxiesMayForwardWhereKeysAreAskedFor() {
    holding(viewer).with("X-Forwarded-For", "10.0.0.1").get("/api/sync/status").expect(200);
  }

  @Test
  void whatAKeyChangedOrWasRefusedStandsInTheTrailForAdmins() {
    holding(operator).post("/api/v1/sync/trail-orders?x=secret").expectError(400, "UNKNOWN_ENTITY");
    holding(viewer).delete("/api/tasks/trail-task").expectError(403, "FORBIDDEN");
    holding(viewer).get("/api/audit").expectError(403, "FORBIDDEN");
    holding(operator).get("/api/audit").expectError(403, "FORBIDDEN");

    JsonNode run = entry(operator, "/api/sync/trail-orders");
    assertThat(run.path("method").asString()).isEqualTo("POST");
    assertThat(run.path("route").asString()).isEqualTo("/api/sync/{entity}");
    assertThat(run.path("role").asString()).isEqualTo("operator");
    assertThat(run.path("status").asInt()).isEqualTo(400);
    JsonNode refused = entry(viewer, "/api/tasks/trail-task");
    assertThat(refused.path("status").asInt()).isEqualTo(403);
    assertThat(holding(admin).get("/api/audit").expect(200).response().body())
        .doesNotContain("x=secret");
  }

  @Test
  void anEscapeOrAParameterInThePathOpensNoDoor() {
    holding(operator).get("/api/%61udit").expectError(403, "FORBIDDEN");
    holding(operator).get("/api/audit;x=1").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/sync/%73chedules", "{}").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/connections;x=1", "{}").expectError(403, "FORBIDDEN");
  }

  /** The trail is written after the answer has gone out. */
  private JsonNode entry(CreatedKey key, String target) {
    while (true) {
      JsonNode items =
          holding(admin).get("/api/audit?actor=" + key.key().prefix()).expect(200).at("/items");
      for (JsonNode item : items) {
        if (item.path("target").asString().equals(target)) {
          return item;
        }
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void aKeyThatAsksTooOftenIsToldHowLongToWait() throws IOException {
    CreatedKey busy = keys.create("acme", Role.VIEWER);
    CreatedKey calm = keys.create("acme", Role.VIEWER);
    try (var limited =
        ApiServer.run(
            engine, database, "syncline.require-keys=true", "syncline.rate-limit.per-minute=3")) {
      int limitedPort = limited.getEnvironment().getProperty("local.server.port", Integer.class, 0);
      Caller caller =
          new Caller(limitedPort, "acme").with("Authorization", "Bearer " + busy.secret());
      Caller.Reply reply = caller.get("/api/sync/status");
      for (int i = 0; reply.status() == 200 && i < 20; i++) {
        reply = caller.get("/api/sync/status");
      }
      reply.expectError(429, "TOO_MANY_REQUESTS");
      assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
      new Caller(limitedPort, "acme")
          .with("Authorization", "Bearer " + calm.secret())
          .get("/api/sync/status")
          .expect(200);
    }
  }

  /** A route that nobody thought of fails here: give it its place in {@code NeededRole}. */
  @Test
  void everyRouteOfTheDescriptionAsksForAKeyAndTheRightRole() {
    JsonNode paths = anyone().get("/v3/api-docs").expect(200).at("/paths");
    int checked = 0;
    for (String path : paths.propertyNames()) {
      for (String method : paths.get(path).propertyNames()) {
        String verb = method.toUpperCase(java.util.Locale.ROOT);
        String called = path.replaceAll("\\{[^}]+}", "x-1");
        String plain = called.replace("/api/v1/", "/api/");
        assertThat(dev.syncline.api.access.NeededRoles.known(verb, plain))
            .as("a rule for %s %s", verb, path)
            .isTrue();
        if (plain.equals("/api/system/health") || plain.startsWith("/api/webhooks/")) {
          continue;
        }
        anyone().send(verb, called, null).expectError(401, "UNAUTHENTICATED");
        if (!verb.equals("GET")) {
          holding(viewer).send(verb, called, null).expectError(403, "FORBIDDEN");
        }
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }
}
