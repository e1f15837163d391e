package dev.syncline.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.Checkout;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.RunObject;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** API and worker as two processes, as the containers have them: same commands, same variables. */
class SplitIT {
  private static final Pattern ENGINE =
      Pattern.compile("(?m)^ +engine +.* at (127\\.0\\.0\\.1:\\d+)");

  @Test
  void aWorkerOfItsOwnDoesWhatTheApiHasQueued() throws IOException {
    try (DataFolder data = DataFolder.make();
        DataFolder others = DataFolder.make();
        Server api =
            Server.start(
                data,
                "in-process",
                "--without-worker",
                "--config",
                Checkout.file("examples/orders.yaml").toString())) {
      Api.Answer queued = api.api().post("/api/sync/orders", "{}");
      assertThat(queued.status()).as("%s", queued.body()).isEqualTo(202);
      String syncId = queued.body().path("sync_id").asString();
      assertThat(api.api().get("/api/sync/status/" + syncId).body().path("status").asString())
          .as("nobody does it yet")
          .isIn("queued", "running");

      // As the volume that API and worker share.
      Files.createSymbolicLink(others.resolve("keys"), data.resolve("keys"));
      Matcher engine = ENGINE.matcher(api.said());
      assertThat(engine.find()).as(api.said()).isTrue();
      try (Worker worker = Worker.start(others, data.jdbcUrl(), engine.group(1))) {
        RunObject run = new RunObject(api.api().awaitEnd(syncId)).requireAccounts();
        assertThat(run.status()).isEqualTo("completed_with_errors");
        assertThat(run.count("created")).isPositive();
        assertThat(worker.probes().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(worker.probes().get("/api/sync/status").status())
            .as("a worker has no API")
            .isEqualTo(404);
      }
    }
  }
}
