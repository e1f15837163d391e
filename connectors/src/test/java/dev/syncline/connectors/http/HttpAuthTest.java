package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.simulators.rest.RestSystem;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAuthTest {
  private final RestSystem system = RestSystem.start();
  private final RestSystem other = RestSystem.start();
  private final HttpConnector connector = new HttpConnector();
  private final List<URI> checked = new ArrayList<>();
  private final ConnectorContext context =
      new ConnectorContext(Clock.systemUTC(), checked::add, () -> {});

  @AfterEach
  void stop() {
    system.close();
    other.close();
  }

  @Test
  void basicBearerAndHeaderAreSent() {
    system.resource("r").fill(1);
    system.requireBasic("ann", "pä:ss");
    assertThat(read(Map.of("auth", "basic"), Map.of("username", "ann", "password", "pä:ss")))
        .hasSize(1);
    system.requireBearer("t0");
    assertThat(read(Map.of(), Map.of("token", "t0"))).hasSize(1);
    system.requireHeader("X-Key", "k");
    assertThat(read(Map.of("auth", "header"), Map.of("header", "X-Key", "value", "k"))).hasSize(1);
  }

  @Test
  void credentialsAndHeadersDoNotFollowToAnotherHost() {
    other.resource("r").fill(2);
    system.route(
        "/r", q -> new RestSystem.RawAnswer(302, Map.of("Location", other.url() + "/r"), ""));
    assertThat(read(Map.of("headers", Map.of("X-Api-Key", "secret")), Map.of("token", "t0")))
        .hasSize(2);

    assertThat(system.requests().get(0).headers())
        .containsEntry("authorization", "Bearer t0")
        .containsEntry("x-api-key", "secret");
    assertThat(other.requests().get(0).headers()).doesNotContainKeys("authorization", "x-api-key");
    assertThat(checked).contains(URI.create(system.url() + "/r"), URI.create(other.url() + "/r"));
  }

  @Test
  void aNextLinkToAnotherHostIsCheckedAndGetsNoCredentials() {
    other.resource("r").fill(1);
    system.route(
        "/r",
        q ->
            new RestSystem.RawAnswer(
                200, Map.of("Link", "<" + other.url() + "/r>; rel=\"next\""), "[{\"id\":0}]"));
    read(Map.of("paging", Map.of("type", "link")), Map.of("token", "t0"));

    assertThat(other.requests().get(0).headers()).doesNotContainKey("authorization");
    assertThat(checked).contains(URI.create(other.url() + "/r"));
  }

  @Test
  void redirectsWithoutEndAreRefused() {
    system.route("/r", q -> new RestSystem.RawAnswer(302, Map.of("Location", "/r"), ""));

    assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("redirects more than");
  }

  @Test
  void oauth2TokensAreFetchedOnceAndRenewedWhenRefused() {
    other.route(
        "/token",
        q ->
            q.headers().containsKey("authorization")
                ? new RestSystem.RawAnswer(401, Map.of(), "{}")
                : new RestSystem.RawAnswer(
                    200,
                    Map.of(),
                    "{\"access_token\":\"t" + other.requests().size() + "\",\"expires_in\":3600}"));
    Map<String, String> credentials =
        Map.of("token_url", other.url() + "/token", "client_id", "c", "client_secret", "s&s");
    system.resource("r").fill(1);
    system.requireBearer("t2");
    read(Map.of("auth", "oauth2"), credentials);
    read(Map.of("auth", "oauth2"), credentials);

    assertThat(other.requests()).hasSize(2);
    assertThat(other.requests().get(1).body())
        .isEqualTo("grant_type=client_credentials&client_id=c&client_secret=s%26s");
    assertThat(checked).contains(URI.create(other.url() + "/token"));

    system.requireBearer("t4");
    assertThat(read(Map.of("auth", "oauth2"), credentials)).hasSize(1);
    assertThat(other.requests()).hasSize(4);
  }

  @Test
  void aRefusedClientIsAuthAndNamesNoSecret() {
    other.route("/token", q -> new RestSystem.RawAnswer(400, Map.of(), "{\"error\":\"nope\"}"));
    Map<String, String> credentials =
        Map.of("token_url", other.url() + "/token", "client_id", "c", "client_secret", "hush");

    assertThatThrownBy(() -> read(Map.of("auth", "oauth2"), credentials))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.AUTH))
        .hasMessageNotContaining("hush");
  }

  @Test
  void oauth1SignsWhatRfc5849Describes() {
    URI address =
        URI.create("http://EXAMPLE.com:80/r%20v/X?b5=%3D%253D&a3=a&c%40=&a2=r%20b&a3=2+q");
    Map<String, String> oauth = Map.of("oauth_consumer_key", "9djdj82h48djs9d2");

    assertThat(OAuth1.baseString("GET", address, oauth))
        .isEqualTo(
            "GET&http%3A%2F%2Fexample.com%2Fr%2520v%2FX&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da"
                + "%26b5%3D%253D%25253D%26c%2540%3D%26oauth_consumer_key%3D9djdj82h48djs9d2");
    String header =
        new OAuth1("key", "secret", () -> Instant.ofEpochSecond(1), () -> "n")
            .header("GET", URI.create("http://shop.test/orders?page=1"));
    assertThat(header)
        .startsWith("OAuth oauth_consumer_key=\"key\", oauth_nonce=\"n\", oauth_signature=\"")
        .contains("oauth_signature_method=\"HMAC-SHA256\"", "oauth_timestamp=\"1\"");
  }

  @Test
  void problemsNameWhatIsMissingOrUnknown() {
    Map<String, Object> settings =
        Map.of(
            "base_url", "ftp://x",
            "auth", "basic",
            "timeout", "soon",
            "headers", Map.of("Host", "x"),
            "resources",
                Map.of("orders", Map.of("pathh", "/o", "paging", Map.of("type", "pages"))));

    assertThat(connector.problems(Connections.of("http", settings)))
        .anyMatch(p -> p.contains("base_url"))
        .anyMatch(p -> p.contains("credential 'username' is missing"))
        .anyMatch(p -> p.contains("'soon'"))
        .anyMatch(p -> p.contains("'Host' cannot be set"))
        .anyMatch(p -> p.contains("resources.orders has no key 'pathh'"))
        .anyMatch(p -> p.contains("paging type 'pages'"));
    assertThat(connector.problems(Connections.of("http", Map.of("base_url", "http://x"))))
        .isEmpty();
  }

  @Test
  void theTestCallTellsAuthFromUnavailable() {
    system.requireBearer("t");
    assertThatThrownBy(() -> connector.test(Connections.of("http", settings(Map.of())), context))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.AUTH));
    connector.test(Connections.of("http", settings(Map.of()), Map.of("token", "t")), context);
  }

  private List<String> read(Map<String, ?> settings, Map<String, String> credentials) {
    return Collected.all(
            connector.openSource(
                Connections.of("http", settings(settings), credentials),
                new SourceRequest("r", null),
                context))
        .records;
  }

  private Map<String, ?> settings(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("base_url", system.url());
    return all;
  }
}
