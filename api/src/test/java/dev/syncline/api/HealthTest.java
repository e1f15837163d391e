package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final String HEALTH = "/api/v1/system/health";

  @Test
  void saysThatAllIsWell() {
    Caller caller = ApiServer.shared().newTenant();
    Caller.Reply reply = caller.get(HEALTH).expect(200);
    assertThat(reply.json().propertyNames())
        .containsExactly("status", "database", "engine", "version");
    assertThat(reply.text("/status")).isEqualTo("healthy");
    assertThat(reply.text("/database")).isEqualTo("connected");
    assertThat(reply.text("/engine")).isEqualTo("connected");
    assertThat(reply.text("/version")).matches("\\d+\\.\\d+\\.\\d+.*");
    caller.get("/actuator/health/readiness").expect(200);
    caller.get("/actuator/health/liveness").expect(200);
    assertThat(caller.get("/actuator/prometheus").expect(200).response().body())
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void saysQuicklyWhatIsMissing() throws IOException {
    try (ApiServer server = ApiServer.start()) {
      Caller caller = server.newTenant();
      caller.get(HEALTH).expect(200);
      server.engine.close();
      Caller.Reply reply = quickly(caller).expect(503);
      assertThat(reply.text("/status")).isEqualTo("unhealthy");
      assertThat(reply.text("/database")).isEqualTo("connected");
      assertThat(reply.text("/engine")).isEqualTo("disconnected");
      server.postgres.close();
      reply = quickly(caller).expect(503);
      assertThat(reply.text("/database")).isEqualTo("disconnected");
      assertThat(reply.text("/engine")).isEqualTo("disconnected");
      caller.get("/actuator/health/liveness").expect(200);
      assertThat(caller.get("/actuator/health/readiness").status()).isEqualTo(503);
      caller.get("/api/sync/status").expectError(503, "UNAVAILABLE");
      caller.post("/api/sync/orders").expectError(503, "UNAVAILABLE");
    }
  }

  private static Caller.Reply quickly(Caller caller) {
    Instant before = Instant.now();
    Caller.Reply reply = caller.get(HEALTH);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    return reply;
  }
}
