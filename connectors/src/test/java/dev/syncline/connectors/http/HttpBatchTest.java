package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.NotDone;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.domain.Category;
import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.LoggedRequest;
import dev.syncline.simulators.rest.RestSystem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Batches that go out over several lanes. */
class HttpBatchTest {
  private static final Map<String, ?> WITH_KEY =
      Map.of(
          "create", Map.of("path", "/orders", "idempotency_header", "Idempotency-Key"),
          "update", Map.of("path", "/orders/{id}"),
          "delete", Map.of("path", "/orders/{id}"));

  private final RestSystem system = RestSystem.start();
  private final HttpConnector connector = new HttpConnector();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void severalCallsAreUnderWayAtOnceAndOutcomesComeInTheOrderOfTheCommands() {
    system.resource("orders");
    system.failAlways(new Fault.Slow(Duration.ofMillis(15)));
    List<WriteCommand> batch = IntStream.range(0, 40).mapToObj(i -> create("o" + i)).toList();

    List<WriteOutcome> outcomes = open(Map.of()).write(batch);

    assertThat(system.mostAtOnce()).isBetween(2, Lanes.DEFAULT);
    for (int i = 0; i < batch.size(); i++) {
      String id = ((Written) outcomes.get(i)).externalId();
      assertThat(system.resource("orders").get(id).path("number").asString()).isEqualTo("o" + i);
    }
  }

  @Test
  void aConcurrencyOfOneKeepsTheOrder() {
    system.resource("orders");
    open(Map.of("concurrency", 1)).write(List.of(create("a"), create("b"), create("c")));

    assertThat(system.mostAtOnce()).isOne();
    assertThat(system.requests())
        .extracting(LoggedRequest::body)
        .containsExactly("{\"number\":\"a\"}", "{\"number\":\"b\"}", "{\"number\":\"c\"}");
  }

  @Test
  void aConcurrencyThatIsNoneIsNamed() {
    assertThat(
            connector.problems(
                Connections.of("http", Map.of("base_url", "http://x", "concurrency", 99))))
        .containsExactly("setting 'concurrency' must be a number from 1 to 32; it is '99'");
  }

  @Test
  void recordsThatLookForTheSameDoNotBothCreateIt() {
    Map<String, Object> found = new HashMap<>(WITH_KEY);
    found.put("find", Map.of("path", "/orders", "params", Map.of("number", "{number}")));
    system.resource("orders");
    system.failAlways(new Fault.Slow(Duration.ofMillis(10)));

    List<WriteOutcome> outcomes =
        open(Map.of(), found).write(List.of(create("a"), create("b"), create("a"), create("a")));

    assertThat(system.resource("orders").all()).hasSize(2);
    assertThat(outcomes)
        .extracting(outcome -> ((Written) outcome).effect())
        .containsExactly(Effect.CREATED, Effect.CREATED, Effect.UPDATED, Effect.UPDATED);
  }

  @Test
  void aCreationDoesNotAdoptWhatTheCommandBeforeItDeletes() {
    Map<String, Object> found = new HashMap<>(WITH_KEY);
    found.put("find", Map.of("path", "/orders", "params", Map.of("number", "{number}")));
    system.resource("orders").put(order("7", "a"));
    system.failWhen(
        request -> request.method().equals("DELETE"), new Fault.Slow(Duration.ofMillis(50)));

    List<WriteOutcome> outcomes =
        open(Map.of(), found)
            .write(List.of(new WriteCommand("d", Kind.DELETE, "7", none(), null), create("a")));

    assertThat(((Written) outcomes.get(1)).effect()).isEqualTo(Effect.CREATED);
    assertThat(system.resource("orders").all()).hasSize(1);
  }

  @Test
  void aSystemThatAsksForPatienceIsLeftAloneAndThenCalledByHalfAsMany() {
    system.resource("orders");
    system.failWhen(request -> request.body().contains("\"o3\""), Fault.tooManyRequests("7"));
    Target target = open(Map.of("concurrency", 1));
    List<WriteCommand> batch = IntStream.range(0, 10).mapToObj(i -> create("o" + i)).toList();

    List<WriteOutcome> outcomes = target.write(batch);

    assertThat(outcomes.subList(0, 3)).allMatch(outcome -> outcome instanceof Written);
    for (WriteOutcome outcome : outcomes.subList(3, 10)) {
      NotDone waits = (NotDone) outcome;
      assertThat(waits.whole()).isTrue();
      assertThat(waits.why().retryAfter()).contains(Duration.ofSeconds(7));
    }
    assertThat(system.requests()).hasSize(4);

    Target wide = open(Map.of("concurrency", 8));
    wide.write(batch);
    assertThat(wide.atOnce()).isEqualTo(4);
    system.heal();
    for (int i = 0; i < 8; i++) {
      wide.write(List.of(create("later" + i)));
    }
    assertThat(wide.atOnce()).isEqualTo(5);
  }

  @Test
  void oneRecordThatTheSystemFailsAtDoesNotStopTheOthersManyInARowDo() {
    system.resource("orders").put(order("7", "x"));
    system.failWhen(request -> request.body().contains("poison"), Fault.status(500));
    List<WriteCommand> batch = new ArrayList<>();
    batch.add(create("poison"));
    IntStream.range(0, 10).forEach(i -> batch.add(create("o" + i)));

    List<WriteOutcome> outcomes = open(Map.of()).write(batch);

    assertThat(((NotDone) outcomes.get(0)).whole()).isFalse();
    assertThat(outcomes.subList(1, 11)).allMatch(outcome -> outcome instanceof Written);

    int before = system.requests().size();
    List<WriteOutcome> down =
        open(Map.of()).write(IntStream.range(0, 60).mapToObj(i -> create("poison " + i)).toList());
    assertThat(down).allMatch(outcome -> outcome instanceof NotDone);
    assertThat(((NotDone) down.get(59)).whole()).isTrue();
    assertThat(system.requests().size() - before).isLessThan(30);
  }

  @Test
  void workThatIsToStopTellsWhatWasWrittenAndBeginsNothingMore() {
    system.resource("orders");
    system.failAlways(new Fault.Slow(Duration.ofMillis(20)));
    ConnectorContext stopping =
        new ConnectorContext(
            Clock.systemUTC(),
            EgressPolicy.permissive(),
            () -> {
              boolean lane = Thread.currentThread().getName().equals("http-lane");
              if (!lane && !system.resource("orders").all().isEmpty()) {
                throw new IllegalStateException("the worker is shutting down");
              }
            });
    List<WriteCommand> batch = IntStream.range(0, 600).mapToObj(i -> create("o" + i)).toList();

    List<WriteOutcome> outcomes =
        connector.openTarget(connection(Map.of(), WITH_KEY), request(), stopping).write(batch);

    long written = outcomes.stream().filter(outcome -> outcome instanceof Written).count();
    assertThat(written).isEqualTo(system.resource("orders").all().size()).isLessThan(600);
    assertThat(outcomes.get(599))
        .isInstanceOfSatisfying(
            NotDone.class, e -> assertThat(e.why().category()).isEqualTo(Category.CANCELLED));
  }

  private Target open(Map<String, ?> more) {
    return open(more, WITH_KEY);
  }

  private Target open(Map<String, ?> more, Map<String, ?> orders) {
    return connector.openTarget(connection(more, orders), request(), Connections.CONTEXT);
  }

  private ConnectionConfig connection(Map<String, ?> more, Map<String, ?> orders) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("base_url", system.url());
    settings.put("resources", Map.of("orders", orders));
    return Connections.of("http", settings);
  }

  private static TargetRequest request() {
    return new TargetRequest("orders", List.of("id"), List.of(), Map.of("number", "string"));
  }

  private static WriteCommand create(String number) {
    return new WriteCommand(
        "key of " + number + System.nanoTime(),
        Kind.UPSERT,
        null,
        none().put("number", number),
        null);
  }

  private static ObjectNode order(String id, String number) {
    return none().put("id", id).put("number", number);
  }

  private static ObjectNode none() {
    return JsonMapper.shared().createObjectNode();
  }
}
