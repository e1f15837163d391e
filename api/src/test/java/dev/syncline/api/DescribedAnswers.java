package dev.syncline.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says of answers: every answer that a test gets is held against it. */
final class DescribedAnswers {
  private static final class Shared {
    static final DescribedAnswers DESCRIBED = new DescribedAnswers(document());
  }

  /** Paths of the document, the most exact ones first. */
  private record Described(Pattern path, JsonNode operations) {}

  private final JsonNode document;
  private final List<Described> paths;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private DescribedAnswers(JsonNode document) {
    this.document = closed(document);
    this.paths =
        document.get("paths").properties().stream()
            .sorted(Comparator.comparingInt(path -> path.getKey().split("\\{", -1).length))
            .map(path -> new Described(pattern(path.getKey()), path.getValue()))
            .toList();
  }

  static DescribedAnswers ofTheApi() {
    return Shared.DESCRIBED;
  }

  private static JsonNode document() {
    URI docs = URI.create("http://127.0.0.1:" + ApiServer.shared().port() + "/v3/api-docs");
    try {
      return JsonMapper.shared()
          .readTree(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(docs).build(), HttpResponse.BodyHandlers.ofString())
                  .body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Fields that are not described are a fault, too. */
  private static JsonNode closed(JsonNode document) {
    JsonNode copy = document.deepCopy();
    for (JsonNode schema : copy.at("/components/schemas")) {
      if (schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return copy;
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+"));
  }

  /** What is wrong with an answer; nothing where it is of a path that is not described. */
  List<Error> faults(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    Optional<JsonNode> described =
        responses(answer.request())
            .map(
                responses ->
                    responses.has("" + answer.statusCode())
                        ? responses.get("" + answer.statusCode())
                        : responses.get("default"))
            .map(response -> response.at("/content/application~1json/schema"))
            .filter(JsonNode::isObject);
    if (described.isEmpty() || !type.startsWith("application/json")) {
      return List.of();
    }
    return schemas
        .computeIfAbsent(described.get(), this::schema)
        .validate(JsonMapper.shared().readTree(answer.body()));
  }

  private Optional<JsonNode> responses(HttpRequest request) {
    String asked = request.uri().getRawPath();
    String unversioned = asked.replaceFirst("^/api/v1/", "/api/");
    return paths.stream()
        .filter(p -> p.path().matcher(asked).matches() || p.path().matcher(unversioned).matches())
        .findFirst()
        .map(p -> p.operations().at("/" + request.method().toLowerCase(Locale.ROOT) + "/responses"))
        .filter(JsonNode::isObject);
  }

  private Schema schema(JsonNode described) {
    ObjectNode whole = ((ObjectNode) described).deepCopy();
    whole.set("components", document.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }
}
