package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.simulators.rest.Habit;
import dev.syncline.simulators.rest.RestSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Two-way tasks with systems over HTTP that do not keep what they are given. */
@Timeout(120)
class HabitsTest extends HabitSystems {
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
}
