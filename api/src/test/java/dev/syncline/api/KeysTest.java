package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.key.CreatedKey;
import dev.syncline.store.key.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest extends KeyedServer {
  private static final String HEALTH = "/api/v1/system/health";

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
}
