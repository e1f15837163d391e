package dev.syncline.e2e.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.Checkout;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README's curl lines, taken from it and run by a shell, on port 8923 where that is free, else
 * on a free one.
 */
class CurlLinesIT {
  private static final int PORT = 8923;
  private static final Pattern BLOCK =
      Pattern.compile("<!-- curl lines -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);

  private static DataFolder data;
  private static Server server;
  private static List<String> lines;

  @BeforeAll
  static void startsTheServerAsTheReadmeSays() throws IOException {
    data = DataFolder.make();
    server =
        Server.start(
            data,
            "in-process",
            free(PORT) ? PORT : 0,
            "--config",
            Checkout.file("examples/orders.yaml").toString());
    lines = curlLines();
  }

  @AfterAll
  static void stopsIt() {
    server.close();
    data.close();
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> curlLines() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Checkout.file("README.md")));
    assertThat(block.find()).as("the README's block of curl lines").isTrue();
    List<String> found = new ArrayList<>();
    for (String each : block.group(1).split("(?m)^(?=curl )")) {
      if (each.startsWith("curl ")) {
        found.add(each.replaceAll("(?m)^#.*$", "").strip());
      }
    }
    return found;
  }

  private record Answer(int status, JsonNode body) {}

  private static Answer curl(String line) throws IOException, InterruptedException {
    String here = line.replace("localhost:" + PORT, "localhost:" + server.url().getPort());
    Process shell =
        new ProcessBuilder(
                "bash", "-c", here.replaceFirst("^curl ", "curl -sS -w '\\\\n%{http_code}' "))
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(said).isZero();
    int end = said.lastIndexOf('\n');
    return new Answer(
        Integer.parseInt(said.substring(end + 1)),
        JsonMapper.shared().readTree(said.substring(0, end)));
  }

  @Test
  void theSixLinesDoWhatTheySay() throws Exception {
    assertThat(lines).hasSize(6);

    Answer trigger = curl(lines.get(0));
    assertThat(trigger.status()).as("%s", trigger.body()).isEqualTo(202);
    assertThat(trigger.body().path("status").asString()).isEqualTo("queued");
    assertThat(trigger.body().path("mode").asString()).isEqualTo("full");
    assertThat(trigger.body().path("entity").asString()).isEqualTo("orders");
    assertThat(trigger.body().path("started_at").asString()).endsWith("Z");
    String syncId = trigger.body().path("sync_id").asString();
    Api api = server.api();
    JsonNode ended = api.awaitEnd(syncId);
    assertThat(ended.path("results").path("created").asLong()).isPositive();
    assertThat(ended.path("results").path("skipped_by").path("filtered").asLong()).isPositive();

    Answer list = curl(lines.get(1));
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().path("items").path(0).path("sync_id").asString()).isEqualTo(syncId);
    assertThat(list.body().path("total").asInt()).isEqualTo(1);

    Answer details = curl(lines.get(2));
    assertThat(details.status()).as("found by the idempotency key").isEqualTo(200);
    assertThat(details.body().path("sync_id").asString()).isEqualTo(syncId);
    assertThat(details.body().path("records").path("items").size()).isPositive();

    Answer failures = curl(lines.get(3));
    assertThat(failures.status()).isEqualTo(200);
    assertThat(failures.body().path("total").asInt()).isPositive();
    JsonNode failure = failures.body().path("items").path(0);
    assertThat(failure.path("error_message").asString()).isNotBlank();

    Answer retry = curl(lines.get(4));
    assertThat(retry.status()).as("%s", retry.body()).isEqualTo(202);
    assertThat(retry.body().path("queued").asInt())
        .isEqualTo(failures.body().path("total").asInt());
    api.awaitEnd(retry.body().path("sync_id").asString());

    Answer nobody = curl(lines.get(5));
    assertThat(nobody.status()).as("{record-id} is nobody's id").isEqualTo(404);
    String id = curl(lines.get(3)).body().path("items").path(0).path("id").asString();
    Answer one = curl(lines.get(5).replace("{record-id}", id));
    assertThat(one.status()).as("%s", one.body()).isEqualTo(202);
    assertThat(one.body().path("queued").asInt()).isEqualTo(1);
    api.awaitEnd(one.body().path("sync_id").asString());

    Answer again = curl(lines.get(0));
    assertThat(again.status()).as("the key was used").isEqualTo(409);
    assertThat(again.body().path("error").path("code").asString()).isEqualTo("DUPLICATE_REQUEST");
    assertThat(again.body().path("error").path("details").path("sync_id").asString())
        .isEqualTo(syncId);
  }

  @Test
  void describesItselfAndIsHealthy() {
    assertThat(server.api().get("/v3/api-docs").body().path("paths").propertyNames())
        .anyMatch(path -> path.contains("/sync/{entity}"));
    Api.Answer health = server.api().get("/api/v1/system/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body().path("status").asString()).isEqualTo("healthy");
    assertThat(server.api().get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(server.api().get("/actuator/health/liveness").status()).isEqualTo(200);
  }
}
