package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulators.rest.LoggedRequest;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.run.RunRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two-way tasks with systems over HTTP that do not keep what they are given. */
abstract class HabitSystems {
  static final String PEOPLE =
      """
      'resources': {'people': {
        'get': {'path': '/people/{id}'},
        'find': {'path': '/people', 'params': {'email': '{email}'}},
        'create': {'path': '/people', 'idempotency_header': 'Idempotency-Key'},
        'update': {'method': 'PATCH', 'path': '/people/{id}', 'version_header': 'If-Match'},
        'delete': {'path': '/people/{id}'}}}
      """;

  final Pipeline pipeline = new Pipeline();

  final Map<String, RestSystem> systems = new LinkedHashMap<>();

  RestSystem system(String name) {
    RestSystem system = pipeline.rest(name, PEOPLE);
    system.resource("people").finds("email");
    systems.put(name, system);
    return system;
  }

  @AfterEach
  void stop() {
    systems.values().forEach(RestSystem::close);
  }

  void task(String... deliveries) {
    String fields =
        "{'name': 'name', 'email': 'email', 'city': 'city',"
            + " 'tags': {'from': 'tags', 'type': 'json'},"
            + " 'credit': {'from': 'credit', 'type': 'decimal'}}";
    String sent =
        "{'name': 'name', 'email': 'email', 'city': 'city', 'tags': 'tags', 'credit': 'credit'}";
    List<String> legs =
        Stream.of(deliveries)
            .map(
                name ->
                    "{'connection': '"
                        + name
                        + "', 'resource': 'people', 'key': 'id', 'match': {'email': 'email'},"
                        + " 'fields': "
                        + sent
                        + "}")
            .toList();
    pipeline.task(
        "people",
        "{'entity': 'people', 'source': {'connection': 'crm', 'resource': 'people'}, 'key': 'id',"
            + " 'direction': 'two_way', 'conflicts': {'strategy': 'source_wins'},"
            + " 'retry': {'max_attempts': 2, 'initial': '5ms', 'multiplier': 1, 'max': '5ms'},"
            + " 'fields': "
            + fields
            + ", 'deliver': "
            + legs
            + "}");
  }

  RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    return run;
  }

  long writes() {
    return systems.values().stream()
        .flatMap(system -> system.requests().stream())
        .map(LoggedRequest::method)
        .filter(method -> !method.equals("GET"))
        .count();
  }

  void atRest() {
    long before = writes();
    List<String> traces = pipeline.traces();
    RunRow again = run();
    assertThat(again.counts().updated() + again.counts().created()).isZero();
    assertThat(writes()).as("writes of a run at rest").isEqualTo(before);
    assertThat(pipeline.traces()).isEqualTo(traces);
  }

  JsonNode person(String system, String email) {
    return systems.get(system).resource("people").all().stream()
        .filter(each -> each.path("email").asString("").strip().equalsIgnoreCase(email))
        .reduce(
            (one, other) -> {
              throw new AssertionError("twice: " + one + " " + other);
            })
        .orElseThrow();
  }

  void edit(String system, String email, String json) {
    ObjectNode row = ((ObjectNode) person(system, email)).deepCopy();
    row.setAll(object(json));
    systems.get(system).resource("people").put(row);
  }

  static ObjectNode object(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
  }
}
