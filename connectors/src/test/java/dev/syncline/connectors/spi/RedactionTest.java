package dev.syncline.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RedactionTest {
  private static final String SECRET = "s3 cr\"et/+&=<x>";

  private static ConnectionConfig connection(Map<String, String> credentials) {
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    return new ConnectionConfig(
        "shop",
        "fake",
        settings,
        credentials,
        Map.of("/headers/X", "from-the-environment"),
        OpenFolders.ANY);
  }

  private static String clean(Map<String, String> credentials, String text) {
    return Redaction.of(connection(credentials)).clean(text);
  }

  @Test
  void aSecretIsFoundInEveryFormInWhichItTravels() {
    String percent = URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20");
    String json = JsonMapper.shared().writeValueAsString(SECRET);
    byte[] pair = ("bob:" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String form :
        List.of(
            SECRET,
            SECRET.toUpperCase(java.util.Locale.ROOT),
            percent,
            URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
            URLEncoder.encode(percent, StandardCharsets.UTF_8),
            json.substring(1, json.length() - 1),
            "s3 cr&quot;et/+&amp;=&lt;x&gt;",
            Base64.getEncoder().encodeToString(pair).replace("=", ""))) {
      assertThat(clean(Map.of("username", "bob", "password", SECRET), "a" + form + "b"))
          .isEqualTo("a***b");
    }
  }

  @Test
  void aSettingThatWasReadFromAReferenceIsOneToo() {
    assertThat(clean(Map.of(), "X: from-the-environment!")).isEqualTo("X: ***!");
  }

  @Test
  void aShortOneIsTakenOutOnlyWhereItStandsAlone() {
    assertThat(clean(Map.of("password", "test"), "the test of the latest 'test'"))
        .isEqualTo("the *** of the latest '***'");
    assertThat(clean(Map.of("password", "t"), "a t")).isEqualTo("a t");
  }

  @Test
  void namesAreShownUnlessTheyAreAsLongAsKeys() {
    assertThat(clean(Map.of("username", "postgres"), "role postgres")).isEqualTo("role postgres");
    assertThat(clean(Map.of("username", "sk_live_1234567890"), "as sk_live_1234567890"))
        .isEqualTo("as ***");
    assertThat(clean(Map.of("token_url", "https://a.example/token"), "https://a.example/token"))
        .isEqualTo("https://a.example/token");
  }

  @Test
  void aTokenThatIsLearntLaterIsHiddenFromThenOn() {
    Redaction redaction = new Redaction();
    redaction.learn("access-token");
    assertThat(redaction.clean("Bearer access-token")).isEqualTo("Bearer ***");
  }

  /** What a fake system's connector does when it is opened. */
  private record Fake(RuntimeException trouble) implements Connector {
    @Override
    public ConnectorDescriptor descriptor() {
      return new ConnectorDescriptor("fake", "", List.of(), List.of(), true, true, "");
    }

    @Override
    public void test(ConnectionConfig connection, ConnectorContext context) {
      throw trouble;
    }

    @Override
    public Source openSource(
        ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
      return (read, sink) -> {
        if (read.cursor() != null) {
          sink.bad(null, "", "", "", "read " + read.cursor().equals(cursor(connection)));
          return Page.last(0L);
        }
        sink.bad(null, SECRET, "at " + SECRET, "BAD", "no good: " + SECRET);
        return Page.more(cursor(connection), null, null);
      };
    }

    private static String cursor(ConnectionConfig connection) {
      return "{\"next\":\"/orders?key="
          + URLEncoder.encode(connection.credentials().get("token"), StandardCharsets.UTF_8)
          + "\"}";
    }
  }

  private static ConnectorContext context() {
    return new ConnectorContext(Clock.systemUTC(), EgressPolicy.permissive(), () -> {});
  }

  private static SynclineException thrown(RuntimeException trouble) {
    Connector installed = new Connectors(List.of(new Fake(trouble))).require("fake");
    return catchThrowableOfType(
        SynclineException.class,
        () -> installed.test(connection(Map.of("token", SECRET)), context()));
  }

  private static String printed(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  @Test
  void whatAConnectorThrowsIsCleanedWithAllItsCauses() {
    SynclineException e =
        thrown(
            SynclineException.of(Category.AUTH, "TOKEN_REFUSED", "refused: " + SECRET)
                .because(new IOException("sent " + SECRET, new IOException("again " + SECRET))));
    assertThat(e.category()).isEqualTo(Category.AUTH);
    assertThat(e.code()).isEqualTo("TOKEN_REFUSED");
    assertThat(e).hasMessage("refused: ***");
    assertThat(printed(e)).contains("IOException: sent ***", "again ***").doesNotContain(SECRET);
    assertThat(printed(thrown(new IllegalArgumentException("invalid header: " + SECRET))))
        .contains("IllegalArgumentException: invalid header: ***")
        .doesNotContain(SECRET);
  }

  @Test
  void whatTellsNothingIsThrownAsItIs() {
    SynclineException plain = SynclineException.of(Category.UNAVAILABLE, "it is down");
    assertThat(thrown(plain)).isSameAs(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, "plain-secret", "a$1b\\c-and-more"})
  void aCursorCarriesTheNameOfASecretAndLeadsToTheSamePlace(String secret) {
    Connector installed =
        new Connectors(List.of(new Fake(new IllegalStateException()))).all().iterator().next();
    ConnectionConfig connection = connection(Map.of("token", secret));
    List<String> said = new java.util.ArrayList<>();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(byte[] json, int offset, int length, long where) {}

          @Override
          public void bad(String id, String payload, String where, String code, String message) {
            said.add(where + message);
          }
        };
    Source source = installed.openSource(connection, new SourceRequest("o", null), context());
    Page page = source.read(ReadRequest.from(null, 1, 1), sink);
    assertThat(page.cursor())
        .contains("token")
        .doesNotContain(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8));
    Source later = installed.openSource(connection, new SourceRequest("o", null), context());
    later.read(ReadRequest.from(page.cursor(), 1, 1), sink);
    assertThat(said.get(1)).isEqualTo("read true");
    assertThat(said.get(0)).startsWith("at ");
  }
}
