package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.PinnedClient;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.simulators.rest.Fault;
import dev.syncline.simulators.rest.Paging;
import dev.syncline.simulators.rest.RestSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFaultTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ConnectorContext CONTEXT =
      new ConnectorContext(Clock.fixed(NOW, ZoneOffset.UTC), EgressPolicy.permissive(), () -> {});

  private final RestSystem system = RestSystem.start();

  @BeforeEach
  void fill() {
    system.resource("orders").fill(20);
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void refusedCredentialsAreAuth() {
    system.requireBearer("right");

    assertThat(failure(Map.of()).category()).isEqualTo(Category.AUTH);
    system.failAlways(Fault.status(403));
    assertThat(failure(Map.of()).category()).isEqualTo(Category.AUTH);
  }

  @Test
  void tooManyRequestsCarryThePauseThatWasAskedFor() {
    system.fail(Fault.tooManyRequests("7"), 1);
    SynclineException seconds = failure(Map.of());
    system.fail(Fault.tooManyRequests("Thu, 01 Jan 2026 00:01:30 GMT"), 1);
    SynclineException date = failure(Map.of());

    assertThat(seconds.category()).isEqualTo(Category.RATE_LIMITED);
    assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(date.retryAfter()).contains(Duration.ofSeconds(90));
  }

  @Test
  void serverErrorsAreUnavailable() {
    system.fail(Fault.status(500), 1);
    SynclineException plain = failure(Map.of());
    system.fail(new Fault.Status(503, Map.of("Retry-After", "3"), ""), 1);
    SynclineException busy = failure(Map.of());

    assertThat(plain.category()).isEqualTo(Category.UNAVAILABLE);
    assertThat(plain).hasMessageContaining("/orders answered 500");
    assertThat(busy.category()).isEqualTo(Category.UNAVAILABLE);
    assertThat(busy.retryAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void brokenOffAnswersAreUnavailable() {
    system.fail(new Fault.CutBody(), 1);
    assertThat(failure(Map.of()).category()).isEqualTo(Category.UNAVAILABLE);
    system.fail(new Fault.TruncatedJson(), 1);
    assertThat(failure(Map.of()).code()).isEqualTo("BODY_CUT");
    system.fail(new Fault.LostAnswer(), 2);
    assertThat(failure(Map.of()).category()).isEqualTo(Category.UNAVAILABLE);
    system.fail(new Fault.Slow(Duration.ofSeconds(30)), 1);
    assertThat(failure(Map.of("timeout", "200ms")))
        .hasMessageContaining("within 200 ms")
        .returns(Category.UNAVAILABLE, SynclineException::category);
  }

  @Test
  void nobodyAtTheAddressIsUnavailable() {
    system.close();
    assertThat(failure(Map.of()).category()).isEqualTo(Category.UNAVAILABLE);
  }

  @Test
  void htmlInPlaceOfJsonIsShown() {
    system.fail(new Fault.Html(), 1);

    assertThat(failure(Map.of()))
        .hasMessageContaining("text/html")
        .hasMessageContaining("<!DOCTYPE html>")
        .returns(Category.INVALID, SynclineException::category);
  }

  @Test
  void aMissingListIsNamedWithWhatStoodThere() {
    system.route(
        "/r", q -> new RestSystem.RawAnswer(200, Map.of(), "{\"data\":{\"rows\":[],\"n\":1}}"));

    assertThat(failure("r", Map.of("items", "data.items")))
        .hasMessageContaining("no list at 'data.items'")
        .hasMessageContaining("without it at 'data'");
    assertThat(failure("r", Map.of("items", "data")))
        .hasMessageContaining("an object with the fields [rows, n]");
    assertThat(failure("r", Map.of())).hasMessageContaining("fields [data]");
    assertThat(failure("r", Map.of("items", "data.n"))).hasMessageContaining("the value 1");
  }

  @Test
  void theSamePageForEverIsNoticedEvenAcrossReads() {
    system.resource("orders").paging(new Paging.ByPage("page", "n", 1), 5).stuck(true);
    Map<String, ?> settings = Map.of("paging", Map.of("type", "page"));
    Page first = open("orders", settings).read(ReadRequest.from(null, 1, 1000), new Collected());
    Collected second = new Collected();
    SynclineException e =
        catchThrowableOfType(
            SynclineException.class,
            () -> open("orders", settings).read(ReadRequest.from(first.cursor(), 1, 1000), second));

    assertThat(e.code()).isEqualTo("PAGE_REPEATED");
    assertThat(e.category()).isEqualTo(Category.INVALID);
    assertThat(second.records).isEmpty();
  }

  @Test
  void aCursorOrLinkThatDoesNotMoveIsNoticed() {
    system.route(
        "/c", q -> new RestSystem.RawAnswer(200, Map.of(), "{\"items\":[],\"next\":\"same\"}"));
    system.route("/l", q -> new RestSystem.RawAnswer(200, Map.of("Link", "</l>; rel=next"), "[]"));

    assertThat(
            failure(
                    "c",
                    Map.of(
                        "items",
                        "items",
                        "paging",
                        Map.of("type", "cursor", "cursor_path", "next")))
                .code())
        .isEqualTo("PAGE_REPEATED");
    assertThat(failure("l", Map.of("paging", Map.of("type", "link"))).code())
        .isEqualTo("PAGE_REPEATED");
  }

  @Test
  void anAnswerBeyondTheLimitIsRefusedWithoutHoldingIt() {
    String large = "[\"" + "x".repeat(PinnedClient.LARGEST_BODY) + "\"]";
    system.route("/r", q -> new RestSystem.RawAnswer(200, Map.of(), large));

    assertThat(failure("r", Map.of()).category()).isEqualTo(Category.TOO_LARGE);
  }

  private SynclineException failure(Map<String, ?> settings) {
    return failure("orders", settings);
  }

  private SynclineException failure(String resource, Map<String, ?> settings) {
    return catchThrowableOfType(
        SynclineException.class, () -> Collected.all(open(resource, settings)));
  }

  private Source open(String resource, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("base_url", system.url());
    return new HttpConnector()
        .openSource(Connections.of("http", all), new SourceRequest(resource, null), CONTEXT);
  }
}
