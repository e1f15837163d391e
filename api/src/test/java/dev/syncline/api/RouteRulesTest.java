package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.key.CreatedKey;
import dev.syncline.store.key.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRulesTest extends KeyedServer {
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
  void anEscapeOrAParameterInThePathOpensNoDoor() {
    holding(operator).get("/api/%61udit").expectError(403, "FORBIDDEN");
    holding(operator).get("/api/audit;x=1").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/sync/%73chedules", "{}").expectError(403, "FORBIDDEN");
    holding(operator).post("/api/connections;x=1", "{}").expectError(403, "FORBIDDEN");
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
