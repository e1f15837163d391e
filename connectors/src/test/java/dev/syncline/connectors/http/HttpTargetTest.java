package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.NotDone;
import dev.syncline.connectors.spi.WriteOutcome.Refused;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.domain.Category;
import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.RestSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HttpTargetTest {
  private static final Map<String, ?> ORDERS =
      Map.of(
          "find", Map.of("path", "/orders", "params", Map.of("number", "{number}")),
          "create", Map.of("path", "/orders", "id", "id", "idempotency_header", "Idempotency-Key"),
          "update", Map.of("path", "/orders/{id}", "version_header", "If-Match"),
          "delete", Map.of("path", "/orders/{id}"));

  private final RestSystem system = RestSystem.start();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aNewRecordIsCreatedAndAnswersItsIdAndVersion() {
    system.resource("orders");
    Written written = (Written) write(upsert("k1", null, "A1", null));

    assertThat(written.effect()).isEqualTo(Effect.CREATED);
    assertThat(written.externalId()).isEqualTo("1");
    assertThat(written.version()).isEqualTo("\"1\"");
    assertThat(system.resource("orders").get("1").path("number").asString()).isEqualTo("A1");
    assertThat(system.requests().get(1).headers()).containsEntry("idempotency-key", "k1");
  }

  @Test
  void aRecordThatIsFoundIsUpdatedAndNoSecondOneIsMade() {
    system.resource("orders").put(record("7", "A1")).put(record("8", "B2"));
    Written written = (Written) write(upsert("k1", null, "A1", null));

    assertThat(written.effect()).isEqualTo(Effect.UPDATED);
    assertThat(written.externalId()).isEqualTo("7");
    assertThat(system.resource("orders").all()).hasSize(2);
  }

  @Test
  void severalMatchesAreRefused() {
    system.resource("orders").put(record("7", "A1")).put(record("8", "A1"));

    assertThat(((Refused) write(upsert("k1", null, "A1", null))).code())
        .isEqualTo("AMBIGUOUS_MATCH");
  }

  @Test
  void aVersionThatMovedOnIsStale() {
    system.resource("orders").put(record("7", "A1")).put(record("7", "A2"));

    assertThat(write(upsert("k", "7", "A3", "\"1\""))).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(write(upsert("k", "7", "A3", "\"2\""))).isInstanceOf(Written.class);
    assertThat(system.resource("orders").get("7").path("number").asString()).isEqualTo("A3");
  }

  @Test
  void recordsAreReadAsTheyStandWithTheirVersions() {
    system.resource("orders").put(record("7", "A1")).put(record("7", "A2"));
    Target target = open("orders");
    List<Current> now = target.current(List.of("7", "99"));

    assertThat(target.canRead()).isTrue();
    assertThat(now).singleElement().isEqualTo(new Current("7", "\"2\"", record("7", "A2")));
    assertThat(write(upsert("k", "7", "A3", now.get(0).version()))).isInstanceOf(Written.class);
    assertThat(write(upsert("k", "7", "A4", now.get(0).version())))
        .isInstanceOf(WriteOutcome.Stale.class);
  }

  @Test
  void aVersionInTheBodyIsSentBackThere() {
    Map<String, ?> invoices =
        Map.of("update", Map.of("path", "/invoices/{id}", "version", "meta.token"));
    system.route(
        "/invoices/7",
        request ->
            request.method().equals("GET")
                ? new RestSystem.RawAnswer(
                    200, Map.of(), "{\"id\":\"7\",\"meta\":{\"token\":\"5\"}}")
                : new RestSystem.RawAnswer(
                    request.body().contains("\"meta\":{\"token\":\"5\"}") ? 200 : 409,
                    Map.of(),
                    "{\"id\":\"7\",\"meta\":{\"token\":\"6\"}}"));
    Target target = open("invoices", Map.of("invoices", invoices));

    assertThat(target.current(List.of("7")).get(0).version()).isEqualTo("5");
    assertThat(((Written) target.write(List.of(upsert("k", "7", "x", "5"))).get(0)).version())
        .isEqualTo("6");
    assertThat(target.write(List.of(upsert("k", "7", "x", "4"))).get(0))
        .isInstanceOf(WriteOutcome.Stale.class);
  }

  @Test
  void aSystemWithoutVersionsIsReadAgainJustBefore() {
    String[] stored = {"{\"id\":\"7\",\"number\":\"A1\"}"};
    system.route(
        "/plain/7",
        request -> {
          if (request.method().equals("PUT")) {
            stored[0] = request.body();
          }
          return new RestSystem.RawAnswer(200, Map.of(), stored[0]);
        });
    Map<String, ?> plain = Map.of("update", Map.of("path", "/plain/{id}"));
    Target target = open("plain", Map.of("plain", plain));
    String version = target.current(List.of("7")).get(0).version();

    assertThat(target.write(List.of(upsert("k", "7", "A2", version))).get(0))
        .isInstanceOf(Written.class);
    assertThat(target.write(List.of(upsert("k", "7", "A3", version))).get(0))
        .isInstanceOf(WriteOutcome.Stale.class);
    assertThat(stored[0]).contains("A2");
  }

  @Test
  void onlyACreationWithoutKeyOrLookupCannotBeRepeated() {
    Map<String, ?> bare =
        Map.of("create", Map.of("path", "/bare"), "update", Map.of("path", "/bare/{id}"));
    Target target = open("bare", Map.of("bare", bare));

    assertThat(target.repeatable(upsert("k", null, "A", null))).isFalse();
    assertThat(target.repeatable(upsert("k", "7", "A", null))).isTrue();
    assertThat(open("orders").repeatable(upsert("k", null, "A", null))).isTrue();
  }

  @Test
  void deletingTwiceIsNoError() {
    system.resource("orders").put(record("7", "A1"));
    ObjectNode none = JsonMapper.shared().createObjectNode();
    WriteCommand delete = new WriteCommand("k", Kind.DELETE, "7", none, null);

    assertThat(((Written) write(delete)).effect()).isEqualTo(Effect.DELETED);
    assertThat(((Written) write(delete)).effect()).isEqualTo(Effect.UNCHANGED);
  }

  @Test
  void aLostAnswerIsUnknownAndTheSameCommandHasOneEffect() {
    system.resource("orders").put(record("7", "A1"));
    system.fail(new Fault.LostAnswer(), 1);

    assertThat(write(upsert("k", "7", "A2", null))).isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(system.resource("orders").get("7").path("number").asString()).isEqualTo("A2");
    assertThat(write(upsert("k", "7", "A2", null))).isInstanceOf(Written.class);
    assertThat(system.resource("orders").all()).hasSize(1);
  }

  @Test
  void aRefusalIsOfOneRecordAndTroubleMayBeOfTheWhole() {
    system.resource("orders").put(record("7", "A1"));
    system.fail(new Fault.Status(422, Map.of(), "{\"error\":\"no number\"}"), 1);
    Refused refused = (Refused) write(upsert("k", "7", "", null));

    assertThat(refused.code()).isEqualTo("HTTP_422");
    assertThat(refused.message()).contains("no number");
    assertThat(((Refused) write(upsert("k", "99", "x", null))).code()).isEqualTo("HTTP_404");
    system.fail(Fault.status(403), 1);
    assertThat(((Refused) write(upsert("k", "7", "x", null))).code()).isEqualTo("HTTP_403");
    for (Map.Entry<Integer, Category> each :
        Map.of(
                401, Category.AUTH,
                429, Category.RATE_LIMITED,
                500, Category.UNAVAILABLE,
                503, Category.UNAVAILABLE)
            .entrySet()) {
      system.fail(Fault.status(each.getKey()), 1);
      NotDone notDone = (NotDone) write(upsert("k", "7", "x", null));
      assertThat(notDone.why().category()).isEqualTo(each.getValue());
      assertThat(notDone.whole()).isEqualTo(each.getKey() != 500);
    }
    system.close();
    NotDone unreached = (NotDone) write(upsert("k", "7", "x", null));
    assertThat(unreached.why().category()).isEqualTo(Category.UNAVAILABLE);
    assertThat(unreached.whole()).isTrue();
  }

  @Test
  void whatWasNeverThereNeedsNoDeleting() {
    system.resource("orders").put(record("7", "A1"));
    ObjectNode fields = JsonMapper.shared().createObjectNode().put("number", "A1");
    WriteCommand delete = new WriteCommand("k", Kind.DELETE, null, fields, null);

    assertThat(((Written) write(delete)).effect()).isEqualTo(Effect.UNCHANGED);
    assertThat(system.requests()).isEmpty();
    assertThat(open("orders").repeatable(delete)).as("it may be there for all we know").isFalse();
  }

  @Test
  void aResourceThatDescribesNoWriteIsExplained() {
    assertThatThrownBy(() -> open("others")).hasMessageContaining("create, update or delete");
  }

  private WriteOutcome write(WriteCommand command) {
    return open("orders").write(List.of(command)).get(0);
  }

  private Target open(String resource) {
    return open(resource, Map.of("orders", ORDERS));
  }

  private Target open(String resource, Map<String, ?> resources) {
    Map<String, ?> settings = Map.of("base_url", system.url(), "resources", resources);
    return new HttpConnector()
        .openTarget(
            Connections.of("http", settings),
            new TargetRequest(resource, List.of("id"), List.of(), Map.of("number", "string")),
            Connections.CONTEXT);
  }

  private static WriteCommand upsert(String key, String id, String number, String version) {
    ObjectNode fields = JsonMapper.shared().createObjectNode().put("number", number);
    return new WriteCommand(key, Kind.UPSERT, id, fields, version);
  }

  private static ObjectNode record(String id, String number) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("number", number);
  }
}
