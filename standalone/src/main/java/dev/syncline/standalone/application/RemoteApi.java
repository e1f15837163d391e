package dev.syncline.standalone.application;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The API of the process that has the data; its refusals come as they would from here. */
final class RemoteApi {
  private final URI api;
  private final String key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * @param environment {@code SYNCLINE_API_KEY} is sent where it is there
   */
  RemoteApi(URI api, Map<String, String> environment) {
    this.api = api;
    this.key = environment.getOrDefault("SYNCLINE_API_KEY", "");
  }

  ObjectNode get(String tenant, String path) {
    return call(request(tenant, path).GET().build());
  }

  ObjectNode post(String tenant, String path, @Nullable ObjectNode body) {
    HttpRequest.Builder request = request(tenant, path);
    if (body == null) {
      return call(request.POST(BodyPublishers.noBody()).build());
    }
    return call(
        request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String tenant, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("X-Tenant-ID", tenant);
    return key.isBlank() ? request : request.header("Authorization", "Bearer " + key);
  }

  private ObjectNode call(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw SynclineException.of(
            category(answer.statusCode()),
            body.path("error").path("code").asString("UNAVAILABLE"),
            body.path("error").path("message").asString(api + " answers " + answer.statusCode()));
      }
      return body instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    } catch (IOException | JacksonException e) {
      throw SynclineException.of(Category.UNAVAILABLE, api + " does not answer: " + e.getMessage())
          .because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "interrupted").because(e);
    }
  }

  private static Category category(int status) {
    return switch (status) {
      case 400 -> Category.INVALID;
      case 409 -> Category.CONFLICT;
      default -> Category.NOT_FOUND;
    };
  }
}
