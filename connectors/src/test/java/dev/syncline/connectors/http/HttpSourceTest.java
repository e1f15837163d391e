package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.simulators.rest.Paging;
import dev.syncline.simulators.rest.RestSystem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpSourceTest {
  private final RestSystem system = RestSystem.start();

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aTotalThatSaysThereIsMoreOutranksAShortPage() {
    // The system gives at most 2, whatever is asked for.
    system
        .resource("orders")
        .paging(new Paging.ByOffset("offset", "limit"), 2)
        .totalHeader("X-Total")
        .fill(5);
    Source source =
        open(
            "orders",
            Map.of(
                "paging", Map.of("type", "offset", "size_param", "limit", "size", 100),
                "total", Map.of("header", "X-Total")));

    assertThat(Collected.all(source).values("id")).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void recordsKeepTheirNumbersAndTheirNesting() {
    String exact = "[{\"id\":1.10,\"big\":12345678901234567890.123, \"in\":{\"a\":[1,{}]}}]";
    system.route("/r", request -> new RestSystem.RawAnswer(200, Map.of(), exact));

    assertThat(Collected.all(open("r", Map.of())).records)
        .containsExactly(exact.substring(1, exact.length() - 1));
  }

  @Test
  void blanksAroundFieldNamesAreRemoved() {
    system.route(
        "/r", request -> new RestSystem.RawAnswer(200, Map.of(), "[{\" id \":1.50,\"n\":{}}]"));

    assertThat(Collected.all(open("r", Map.of())).records)
        .containsExactly("{\"id\":1.50,\"n\":{}}");
  }

  @Test
  void elementsThatAreNoObjectsAreSetAside() {
    JsonMapper json = JsonMapper.shared();
    system
        .resource("r")
        .fill(1)
        .putElement(json.readTree("17"))
        .putElement(json.readTree("[\"x\"]"));
    Collected read = Collected.all(open("r", Map.of()));

    assertThat(read.values("id")).containsExactly("1");
    assertThat(read.codes()).containsExactly("NOT_AN_OBJECT", "NOT_AN_OBJECT");
    assertThat(read.bad).extracting(Collected.Bad::payload).containsExactly("17", "[\"x\"]");
  }

  @Test
  void theSystemFiltersByTimeAndById() {
    system.resource("orders").modified("since", "at").ids("include");
    for (int i = 1; i <= 3; i++) {
      system
          .resource("orders")
          .put(JsonMapper.shared().createObjectNode().put("id", i).put("at", "2026-01-0" + i));
    }
    Source source = open("orders", Map.of("modified_param", "since", "ids_param", "include"));
    Collected recent = new Collected();
    Instant since = Instant.parse("2026-01-02T00:00:00Z");
    source.read(new ReadRequest(null, 10, 1000, since, List.of()), recent);
    Collected chosen = new Collected();
    source.read(new ReadRequest(null, 10, 1000, null, List.of("3", "1")), chosen);

    assertThat(recent.values("id")).containsExactly("3");
    assertThat(chosen.values("id")).containsExactly("1", "3");
    assertThat(system.requests().get(0).query()).containsEntry("since", "2026-01-02T00:00:00Z");
  }

  @Test
  void theSystemFiltersByStatusAndUpToATime() {
    system.resource("orders").modified("since", "at").modifiedUntil("until").status("state");
    for (int i = 1; i <= 4; i++) {
      system
          .resource("orders")
          .put(
              JsonMapper.shared()
                  .createObjectNode()
                  .put("id", i)
                  .put("at", "2026-01-0" + i)
                  .put("status", i == 2 ? "open" : "paid"));
    }
    Source source =
        open("orders", Map.of("modified_until_param", "until", "status_param", "state"));
    Instant until = Instant.parse("2026-01-03T00:00:00Z");
    List<String> paid = List.of("paid", "sent");
    Collected read = new Collected();
    source.read(new ReadRequest(null, 10, 1000, null, until, List.of(), paid), read);

    assertThat(read.values("id")).containsExactly("1", "3");
    assertThat(system.requests().get(0).query())
        .containsEntry("state", "paid,sent")
        .containsEntry("until", "2026-01-03T00:00:00Z");
    assertThat(source.asksUntil()).isTrue();
    assertThat(source.asksStatus(paid)).isTrue();
  }

  @Test
  void aStatusWithACommaIsNotAskedFor() {
    system.resource("orders").status("state").fill(2);
    Source source = open("orders", Map.of("status_param", "state"));
    List<String> awkward = List.of("paid, in part");
    Collected read = new Collected();
    source.read(new ReadRequest(null, 10, 1000, null, null, List.of(), awkward), read);

    assertThat(source.asksStatus(awkward)).isFalse();
    assertThat(read.records).as("left to whoever filters afterwards").hasSize(2);
    assertThat(system.requests().get(0).query()).doesNotContainKey("state");
  }

  @Test
  void singleRecordsAreReadByIdAndThoseThatAreGoneAreLeftOut() {
    system.resource("orders").fill(3);
    Collected read = new Collected();
    Source source = open("orders", Map.of());
    source.get(List.of("2", "77", "a/b?c", "..", "3"), read);

    assertThat(source.canGet()).isTrue();
    assertThat(source.defaultKey()).containsExactly("id");
    assertThat(read.values("id")).containsExactly("2", "3");
    assertThat(system.requests().get(2).target()).isEqualTo("/orders/a%2Fb%3Fc");
  }

  @Test
  void aListedResourceHasItsOwnSettingsBeforeTheDefaults() {
    system.resource("v2").items("list").fill(2);
    Map<String, Object> settings = new HashMap<>();
    settings.put("items", "data");
    settings.put("params", Map.of("a", "1", "b", "2"));
    settings.put(
        "resources",
        Map.of(
            "orders",
            Map.of(
                "path", "/v2",
                "items", "list",
                "key", "number",
                "params", Map.of("b", "3", "expand", List.of("x", "y z")))));
    Source source = open("orders", settings);

    assertThat(Collected.all(source).records).hasSize(2);
    assertThat(source.defaultKey()).containsExactly("number");
    assertThat(source.canGet()).isFalse();
    assertThat(system.requests().get(0).query())
        .containsEntry("a", "1")
        .containsEntry("b", "3")
        .containsEntry("expand", "x,y z");
  }

  @Test
  void pagesThatMayShiftAreSaidToShift() {
    assertThat(open("r", Map.of("paging", Map.of("type", "page"))).mayShift()).isTrue();
    assertThat(open("r", Map.of("paging", Map.of("type", "offset"))).mayShift()).isTrue();
    assertThat(open("r", Map.of("paging", Map.of("type", "cursor"))).mayShift()).isFalse();
    assertThat(open("r", Map.of()).mayShift()).isFalse();
  }

  @Test
  void theTotalGivesTheFraction() {
    system
        .resource("orders")
        .paging(new Paging.ByPage("page", "n", 1), 2)
        .items("data")
        .total("meta.total")
        .fill(8);
    Source source =
        open(
            "orders",
            Map.of(
                "items", "data",
                "paging", Map.of("type", "page"),
                "total", Map.of("path", "meta.total")));
    Page page = source.read(ReadRequest.from(null, 1, 1000), new Collected());

    assertThat(page.total()).isEqualTo(8);
    assertThat(page.fraction()).isEqualTo(0.25);
  }

  @Test
  void theRateLimitHoldsOverAllReadsOfTheConnection() {
    system.resource("r").fill(1);
    HttpConnector connector = new HttpConnector();
    Map<String, ?> settings =
        Map.of("base_url", system.url(), "rate_limit", Map.of("requests", 2, "per", "300ms"));
    long begin = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      Collected.all(
          connector.openSource(
              Connections.of("http", settings), new SourceRequest("r", null), Connections.CONTEXT));
    }

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(600_000_000L);
  }

  private Source open(String resource, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("base_url", system.url());
    return new HttpConnector()
        .openSource(
            Connections.of("http", all), new SourceRequest(resource, null), Connections.CONTEXT);
  }
}
