package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.simulators.rest.Habit;
import dev.syncline.simulators.rest.LoggedRequest;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.run.RunRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two-way tasks with systems over HTTP that do not keep what they are given. */
@Timeout(120)
class HabitsTest {
  private static final String PEOPLE =
      """
      'resources': {'people': {
        'get': {'path': '/people/{id}'},
        'find': {'path': '/people', 'params': {'email': '{email}'}},
        'create': {'path': '/people', 'idempotency_header': 'Idempotency-Key'},
        'update': {'method': 'PATCH', 'path': '/people/{id}', 'version_header': 'If-Match'},
        'delete': {'path': '/people/{id}'}}}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final Map<String, RestSystem> systems = new LinkedHashMap<>();

  private RestSystem system(String name) {
    RestSystem system = pipeline.rest(name, PEOPLE);
    system.resource("people").finds("email");
    systems.put(name, system);
    return system;
  }

  @AfterEach
  void stop() {
    systems.values().forEach(RestSystem::close);
  }

  private void task(String... deliveries) {
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

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    return run;
  }

  private long writes() {
    return systems.values().stream()
        .flatMap(system -> system.requests().stream())
        .map(LoggedRequest::method)
        .filter(method -> !method.equals("GET"))
        .count();
  }

  private void atRest() {
    long before = writes();
    List<String> traces = pipeline.traces();
    RunRow again = run();
    assertThat(again.counts().updated() + again.counts().created()).isZero();
    assertThat(writes()).as("writes of a run at rest").isEqualTo(before);
    assertThat(pipeline.traces()).isEqualTo(traces);
  }

  private JsonNode person(String system, String email) {
    return systems.get(system).resource("people").all().stream()
        .filter(each -> each.path("email").asString("").strip().equalsIgnoreCase(email))
        .reduce(
            (one, other) -> {
              throw new AssertionError("twice: " + one + " " + other);
            })
        .orElseThrow();
  }

  private void edit(String system, String email, String json) {
    ObjectNode row = ((ObjectNode) person(system, email)).deepCopy();
    row.setAll(object(json));
    systems.get(system).resource("people").put(row);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
  }

  static Stream<Arguments> habits() {
    Map<String, Habit> habits = new LinkedHashMap<>();
    habits.put("trims", Habit.trims());
    habits.put("rounds", Habit.rounds(2));
    habits.put("sorts lists", Habit.sorts());
    habits.put("adds defaults", Habit.fills(Map.of("city", "Nowhere", "status", "active")));
    habits.put("changes case", Habit.shouts());
    return habits.entrySet().stream()
        .flatMap(
            e ->
                Stream.of(false, true)
                    .map(silent -> Arguments.of(e.getKey(), silent, e.getValue())));
  }

  @ParameterizedTest(name = "{0}, silent: {1}")
  @MethodSource("habits")
  void aSystemThatTidiesComesToRestAndItsEchoDoesNotTravel(
      String name, boolean silent, Habit habit) {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    books.resource("people").habit(habit).silent(silent);
    task("books");
    String ann =
        "{'id': 'c1', 'name': ' Ann ', 'email': 'ann@x', 'tags': ['b', 'a'], 'credit': 10.456}";
    crm.resource("people").put(object(ann));
    books
        .resource("people")
        .put(object("{'id': 'B', 'name': 'Bob ', 'email': 'bob@x', 'tags': ['z'], 'credit': 1}"));

    assertThat(run().status()).isEqualTo(RunStatus.COMPLETED);
    atRest();
    assertThat(person("crm", "ann@x")).as("untouched").isEqualTo(object(ann));

    edit("crm", "ann@x", "{'name': ' Anna ', 'credit': 20.555}");
    run();
    atRest();
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo(" Anna ");
    assertThat(person("books", "ann@x").path("name").asString().strip())
        .isEqualToIgnoringCase("Anna");

    edit("books", "ann@x", "{'city': 'ROME'}");
    run();
    atRest();
    assertThat(person("crm", "ann@x").path("city").asString()).isEqualTo("ROME");
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo(" Anna ");
  }

  @Test
  void threeSystemsEachWithAHabitOfItsOwnReachAFixedPoint() {
    RestSystem crm = system("crm");
    system("books").resource("people").habit(Habit.trims()).silent(true);
    system("shop").resource("people").habit(Habit.shouts());
    crm.resource("people").habit(Habit.sorts());
    task("books", "shop");
    crm.resource("people")
        .put(object("{'id': 'c1', 'name': ' Ann ', 'email': 'ann@x', 'tags': ['b', 'a']}"));

    run();
    atRest();
    edit("shop", "ann@x", "{'city': 'PARIS'}");
    edit("books", "ann@x", "{'tags': ['c', 'b']}");
    run();
    atRest();

    for (String name : systems.keySet()) {
      assertThat(person(name, "ann@x").path("city").asString()).isEqualTo("PARIS");
    }
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo(" Ann ");
    assertThat(person("crm", "ann@x").path("tags").toString()).isEqualTo("[\"b\",\"c\"]");
  }

  @Test
  void aLostAnswerOfASystemThatTidiesLeadsToNoSecondRow() {
    RestSystem crm = system("crm");
    RestSystem books =
        pipeline.rest("books", PEOPLE.replace(", 'idempotency_header': 'Idempotency-Key'", ""));
    systems.put("books", books);
    books.resource("people").habit(Habit.shouts()).finds("email");
    task("books");
    crm.resource("people").put(object("{'id': 'c1', 'name': 'Ann', 'email': 'ann@x'}"));
    boolean[] lost = {false};
    books.failWhen(
        request -> request.method().equals("POST") && !lost[0] && (lost[0] = true),
        new dev.syncline.simulators.rest.Fault.LostAnswer());

    run();

    assertThat(books.resource("people").all()).hasSize(1);
    assertThat(pipeline.count("outbox")).isZero();
    atRest();
  }

  /** The answer to a change is lost: what shows later is known for what was sent. */
  @ParameterizedTest(name = "{0}, silent: {1}")
  @MethodSource("habits")
  void theEchoOfAChangeWhoseAnswerIsLostDoesNotTravel(String name, boolean silent, Habit habit) {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    books.resource("people").habit(habit).silent(silent);
    task("books");
    crm.resource("people")
        .put(
            object(
                "{'id': 'c1', 'name': 'Ann', 'email': 'ann@x', 'city': 'Bonn',"
                    + " 'tags': ['a'], 'credit': 10}"));
    run();
    boolean[] lost = {false};
    books.failWhen(
        request -> request.method().equals("PATCH") && !lost[0] && (lost[0] = true),
        new dev.syncline.simulators.rest.Fault.LostAnswer());
    edit("crm", "ann@x", "{'name': ' Anna ', 'tags': ['c', 'b', 'a'], 'credit': 20.555}");
    JsonNode edited = person("crm", "ann@x").deepCopy();

    run();

    assertThat(lost[0]).as("an answer was lost").isTrue();
    assertThat(person("crm", "ann@x")).isEqualTo(edited);
    assertThat(person("books", "ann@x").path("name").asString().strip())
        .isEqualToIgnoringCase("Anna");
    assertThat(pipeline.count("conflict")).isZero();
    atRest();
    edit("books", "ann@x", "{'city': 'ROME'}");
    run();
    assertThat(person("crm", "ann@x").path("city").asString()).isEqualTo("ROME");
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo(" Anna ");
    atRest();
  }

  @Test
  void aSystemThatPutsTheOldValueBackIsWrittenNoMoreAfterAFewRounds() {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    task("books");
    crm.resource("people").put(object("{'id': 'c1', 'name': 'Ann', 'email': 'ann@x'}"));
    run();
    books.resource("people").flipsBack("name");

    int rounds = 0;
    while (failures().isEmpty() && rounds < 8) {
      rounds++;
      edit("crm", "ann@x", "{'name': 'Anna'}");
      run();
    }

    // Going back and being written again take turns.
    assertThat(rounds).isBetween(3, 7);
    assertThat(failures())
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("code", "FLIPPED"));
    long before = writes();
    run();
    run();
    assertThat(writes()).isEqualTo(before);
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Anna");

    books.resource("people").flipsBack();
    edit("books", "ann@x", "{'name': 'Annabel'}");
    run();
    assertThat(person("books", "ann@x").path("name").asString())
        .as("source_wins")
        .isEqualTo("Anna");
    assertThat(failures()).isEmpty();
    edit("books", "ann@x", "{'name': 'Annabel'}");
    run();
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Annabel");
    atRest();
  }

  @Test
  void twoSystemsThatBothInsistDoNotKeepEachOtherBusy() {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    task("books");
    crm.resource("people").put(object("{'id': 'c1', 'name': 'Ann', 'email': 'ann@x'}"));
    run();
    crm.resource("people").flipsBack("name");
    books.resource("people").flipsBack("name");
    edit("crm", "ann@x", "{'name': 'Anna'}");

    int rounds = 0;
    for (long before = -1; before < writes(); rounds++) {
      before = writes();
      run();
      assertThat(rounds).isLessThan(12);
    }
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Anna");
    assertThat(person("books", "ann@x").path("name").asString()).isEqualTo("Ann");
  }

  private List<Map<String, Object>> failures() {
    return pipeline.sql(
        "select * from syncline.failure where tenant = ? and status = 'failed'", pipeline.tenant);
  }
}
