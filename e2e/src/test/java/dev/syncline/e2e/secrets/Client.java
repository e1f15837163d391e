package dev.syncline.e2e.secrets;

import dev.syncline.e2e.product.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API with a key, and keeps every answer for the search. */
final class Client {
  private static final Set<String> OPEN = Set.of("queued", "running");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final String key;
  private final CollectedOutput haul;

  Client(URI server, String key, CollectedOutput haul) {
    this.server = server;
    this.key = key;
    this.haul = haul;
  }

  Client with(String otherKey) {
    return new Client(server, otherKey, haul);
  }

  /** The answer: JSON, or its text. */
  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, String json) {
    return send("POST", path, json);
  }

  JsonNode put(String path, String json) {
    return send("PUT", path, json);
  }

  void webhook(String connection, String signature, String body) {
    send(
        request("/api/webhooks/" + connection)
            .header("X-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  void awaitEnd(String run) {
    Eventually.get(
        Duration.ofMinutes(3),
        () -> {
          String status = get("/api/executions/" + run).path("status").asString("");
          return status.isEmpty() || OPEN.contains(status) ? null : status;
        },
        () -> "run " + run + " has not ended: " + get("/api/executions/" + run));
  }

  private JsonNode send(String method, String path, @Nullable String body) {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .method(method, content)
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      haul.add(
          request.method() + " " + request.uri().getPath(),
          answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
      boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      return json
          ? JsonMapper.shared().readTree(answer.body())
          : JsonMapper.shared().getNodeFactory().stringNode(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
