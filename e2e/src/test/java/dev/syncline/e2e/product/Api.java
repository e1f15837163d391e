package dev.syncline.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API as any client sees it. */
public final class Api {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
  private static final Set<String> OPEN = Set.of("queued", "running");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final URI server;

  Api(URI server) {
    this.server = server;
  }

  /** An answer; the body is missing where it was no JSON. */
  public record Answer(int status, JsonNode body, Optional<String> location) {
    public String code() {
      return body.path("error").path("code").asString("");
    }
  }

  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  public Answer post(String path, String json) {
    return send(posting(path, json));
  }

  public Answer post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Sends without waiting, for requests that meet each other. */
  public CompletableFuture<Answer> postLater(String path, String json) {
    return CLIENT
        .sendAsync(posting(path, json), HttpResponse.BodyHandlers.ofString())
        .thenApply(Api::answer);
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** The run object, once the run has come to its end. */
  public JsonNode awaitEnd(String syncId) {
    return Eventually.get(
        LONGEST_RUN,
        () -> {
          JsonNode run = get("/api/executions/" + syncId).body();
          String status = run.path("status").asString("");
          return status.isEmpty() || OPEN.contains(status) ? null : run;
        },
        () -> "run " + syncId + " has not ended: " + get("/api/sync/status/" + syncId).body());
  }

  private HttpRequest posting(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private static Answer send(HttpRequest request) {
    try {
      return answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    JsonMapper json = JsonMapper.shared();
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").contains("json")
            && !response.body().isEmpty();
    return new Answer(
        response.statusCode(),
        isJson ? json.readTree(response.body()) : json.missingNode(),
        response.headers().firstValue("Location"));
  }
}
