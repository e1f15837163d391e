package dev.syncline.standalone.application;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@link Decisions} through the API of the process that has the data. */
public final class RemoteDecisions implements Decisions {
  private final URI api;
  private final Map<String, String> environment;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * Decides through an API.
   *
   * @param environment {@code SYNCLINE_API_KEY} is sent where it is there
   */
  public RemoteDecisions(URI api, Map<String, String> environment) {
    this.api = api;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public ObjectNode waiting(String tenant) {
    JsonNode answer = call(request(tenant, "/api/approvals?limit=500").GET().build());
    return answer instanceof ObjectNode list ? list : JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void approve(String tenant, UUID syncId) {
    decide(tenant, syncId, "approve");
  }

  @Override
  public void reject(String tenant, UUID syncId) {
    decide(tenant, syncId, "reject");
  }

  private void decide(String tenant, UUID syncId, String decision) {
    call(
        request(tenant, "/api/approvals/" + syncId + "/" + decision)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private HttpRequest.Builder request(String tenant, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("X-Tenant-ID", tenant);
    String key = environment.getOrDefault("SYNCLINE_API_KEY", "");
    return key.isBlank() ? request : request.header("Authorization", "Bearer " + key);
  }

  private JsonNode call(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw SynclineException.of(
            answer.statusCode() == 409 ? Category.CONFLICT : Category.NOT_FOUND,
            body.path("error").path("code").asString("UNAVAILABLE"),
            body.path("error").path("message").asString(api + " answers " + answer.statusCode()));
      }
      return body;
    } catch (IOException | JacksonException e) {
      throw SynclineException.of(Category.UNAVAILABLE, api + " does not answer: " + e.getMessage())
          .because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "interrupted").because(e);
    }
  }
}
