package dev.syncline.e2e.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Killing;
import dev.syncline.e2e.product.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Case 7: health tells the truth while PostgreSQL is gone, and again when it is back. */
class HealthIT {
  private static final String HEALTH = "/api/v1/system/health";

  @Test
  void aKilledPostgresIsSeenAsUnhealthyAndComesBackByItself() throws IOException {
    try (DataFolder data = DataFolder.make();
        Server server = Server.start(data, "in-process")) {
      assertThat(server.api().get(HEALTH).status()).isEqualTo(200);
      // It would be back before anybody looks: without its data it cannot be.
      Path cluster = data.resolve("postgres/data");
      Path away = data.resolve("postgres/data-away");
      ProcessHandle postmaster = data.postmaster().orElseThrow();
      Files.move(cluster, away);
      Killing.hard(postmaster);

      Api.Answer down = await(server, 503);
      assertThat(down.body().path("status").asString()).isEqualTo("unhealthy");
      assertThat(down.body().path("database").asString()).isEqualTo("disconnected");
      assertThat(down.body().path("version").asString()).isNotBlank();

      assertThat(server.api().get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(server.api().get("/actuator/health/liveness").status()).isEqualTo(200);

      Files.move(away, cluster);
      Api.Answer up = await(server, 200);
      assertThat(up.body().path("status").asString()).isEqualTo("healthy");
      assertThat(up.body().path("database").asString()).isEqualTo("connected");
      assertThat(up.body().path("engine").asString()).isEqualTo("connected");
    }
  }

  private static Api.Answer await(Server server, int status) {
    return Eventually.get(
        Duration.ofMinutes(2),
        () -> {
          Api.Answer answer = server.api().get(HEALTH);
          return answer.status() == status ? answer : null;
        },
        () -> "health never answered " + status + ":\n" + server.said());
  }
}
