package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DescriptionTest {
  private final Caller caller = ApiServer.shared().newTenant();

  @Test
  void everythingAnswersUnderItsVersionToo() {
    String[] paths = {
      "/sync/status",
      "/sync/failures",
      "/connections",
      "/tasks",
      "/projects",
      "/records/orders",
      "/id-map"
    };
    for (String path : paths) {
      JsonNode plain = caller.get("/api" + path).expect(200).json();
      assertThat(caller.get("/api/v1" + path).expect(200).json()).as(path).isEqualTo(plain);
    }
    // Each call looks at the database and the engine anew: what it finds may differ under load.
    assertThat(caller.get("/api/v1/system/health").json().propertyNames())
        .containsExactlyElementsOf(caller.get("/api/system/health").json().propertyNames())
        .contains("status", "version");
    caller.get("/api/v1/sync/status?limit=0").expectError(400, "INVALID_REQUEST");
    caller.get("/api/v1/nothing").expectError(404, "NOT_FOUND");
    caller.post("/api/v1/sync/orders").expectError(400, "UNKNOWN_ENTITY");
  }

  @Test
  void describesEachOperationOnceAndItsErrors() {
    JsonNode api = caller.get("/v3/api-docs").expect(200).json();
    assertThat(api.at("/paths").propertyNames())
        .contains(
            "/api/sync/{entity}",
            "/api/sync/status/{syncId}",
            "/api/connections/{name}",
            "/api/v1/projects/{slug}/sync",
            "/api/v1/system/health")
        .doesNotContain("/error", "/api/projects");
    List<String> ids = new ArrayList<>();
    api.at("/paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      ids.add(operation.get("operationId").asString());
                      assertThat(
                              operation
                                  .at("/responses/default/content/application~1json/schema/$ref")
                                  .asString())
                          .isEqualTo("#/components/schemas/ErrorBody");
                    }));
    Set<String> distinct = new HashSet<>(ids);
    assertThat(ids).hasSameSizeAs(distinct).contains("triggerSync", "listRuns", "getPlan");
    assertThat(ids).noneMatch(id -> id.matches(".*_\\d+"));
  }

  @Test
  void describesBodiesInSnakeCase() {
    JsonNode api = caller.get("/v3/api-docs").expect(200).json();
    assertThat(api.at("/components/schemas/TriggerBody/properties").propertyNames())
        .containsExactlyInAnyOrder(
            "mode", "dry_run", "filters", "ids", "task", "idempotency_key", "confirm");
    assertThat(api.at("/components/schemas/TriggerBody/properties/mode/enum").toString())
        .isEqualTo("[\"full\",\"incremental\",null]");
    assertThat(api.at("/components/schemas/RunView/properties").propertyNames())
        .contains("sync_id", "started_at", "results");
    JsonNode trigger = api.at("/paths/~1api~1sync~1{entity}/post");
    assertThat(trigger.get("parameters").findValuesAsString("name"))
        .containsExactlyInAnyOrder("entity", "X-Tenant-ID");
    JsonNode list = api.at("/paths/~1api~1sync~1status/get");
    assertThat(list.get("parameters").findValuesAsString("name"))
        .containsExactlyInAnyOrder("entity", "status", "limit", "offset", "X-Tenant-ID");
  }

  @Test
  void aFieldOfAnyJsonIsNotDescribedAsAnObject() {
    JsonNode schemas = caller.get("/v3/api-docs").expect(200).at("/components/schemas");
    String[] ofAnyJson = {
      "FieldChange/properties/before",
      "DuplicateView/properties/reasons",
      "ConflictingField/properties/base"
    };
    for (String field : ofAnyJson) {
      assertThat(schemas.at("/" + field + "/type").valueStream())
          .as(field)
          .extracting(JsonNode::asString)
          .contains("object", "array", "string", "number", "boolean", "null");
    }
  }

  @Test
  void tellsWhichFieldsMayBeNull() {
    JsonNode schemas = caller.get("/v3/api-docs").expect(200).at("/components/schemas");
    assertThat(schemas.at("/RunView/properties/completed_at/type").valueStream())
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrder("string", "null");
    assertThat(schemas.at("/RunView/properties/sync_id/type").asString()).isEqualTo("string");
    assertThat(schemas.at("/TriggerBody/properties/filters/oneOf").toString())
        .contains("#/components/schemas/", "\"null\"");
  }
}
