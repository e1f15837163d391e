package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.HostNames;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way out passes the one check: 127.0.0.1 is open here, and 127.0.0.2 is not. */
class HttpEgressTest {
  private final AtomicInteger forbiddenCalls = new AtomicInteger();
  private HttpServer open;
  private HttpServer forbidden;
  private Map<String, String> headers = Map.of();
  private int status = 200;
  private byte[] body = "[{\"id\":1}]".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void start() throws IOException {
    open = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    open.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    open.start();
    forbidden = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    forbidden.createContext(
        "/",
        exchange -> {
          forbiddenCalls.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    forbidden.start();
  }

  @AfterEach
  void stop() {
    open.stop(0);
    forbidden.stop(0);
    assertThat(forbiddenCalls).hasValue(0);
  }

  private static String address(HttpServer server) {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort();
  }

  private SynclineException read(
      EgressPolicy policy, Map<String, ?> more, Map<String, String> credentials) {
    Map<String, Object> settings = new HashMap<>(Map.of("base_url", address(open)));
    settings.putAll(more);
    ConnectorContext context = new ConnectorContext(Clock.systemUTC(), policy, () -> {});
    return catchThrowableOfType(
        SynclineException.class,
        () -> {
          try (Source source =
              new HttpConnector()
                  .openSource(
                      Connections.of("http", settings, credentials),
                      new SourceRequest("orders", null),
                      context)) {
            source.read(ReadRequest.from(null, 1000, Long.MAX_VALUE), new Collected());
          }
        });
  }

  private void refused(Map<String, ?> more, Map<String, String> credentials) {
    SynclineException e = read(EgressPolicy.strict(List.of("127.0.0.1")), more, credentials);
    assertThat(e.code()).isEqualTo("ADDRESS_REFUSED");
    assertThat(e).hasMessageContaining("127.0.0.2").hasMessageNotContaining("secret");
  }

  @Test
  void theBaseAddressItself() {
    refused(Map.of("base_url", address(forbidden)), Map.of());
  }

  @Test
  void aRedirect() {
    status = 302;
    headers = Map.of("Location", address(forbidden) + "/orders");
    refused(Map.of(), Map.of());
  }

  @Test
  void aNextLink() {
    headers = Map.of("Link", "<" + address(forbidden) + "/orders?page=2>; rel=\"next\"");
    refused(Map.of("paging", Map.of("type", "link")), Map.of());
  }

  @Test
  void aTokenAddress() {
    refused(
        Map.of("auth", "oauth2"),
        Map.of(
            "token_url",
            address(forbidden) + "/token",
            "client_id",
            "me",
            "client_secret",
            "secret"));
  }

  /** Each answer of the resolver is good for one question; the last one for all that follow. */
  private static HostNames names(AtomicInteger asked, String... answers) {
    return host -> {
      int turn = Math.min(asked.getAndIncrement(), answers.length - 1);
      return new InetAddress[] {
        InetAddress.getByAddress(host, InetAddress.getByName(answers[turn]).getAddress())
      };
    };
  }

  /** Allowed when it was checked, elsewhere when it is connected to. */
  @Test
  void aNameThatChangesItsAddress() {
    AtomicInteger asked = new AtomicInteger();
    EgressPolicy strict =
        EgressPolicy.strict(
            List.of("127.0.0.1"), names(asked, "127.0.0.1", "127.0.0.1", "127.0.0.2"));
    SynclineException e =
        read(
            strict,
            Map.of("base_url", "http://shop.example:" + forbidden.getAddress().getPort()),
            Map.of("token", "secret"));
    assertThat(e.code()).isEqualTo("ADDRESS_REFUSED");
    assertThat(asked).as("checked before, and judged again by what is connected to").hasValue(3);
  }

  /** The address that was judged is the address of the call, whatever the name leads to then. */
  @Test
  void theAddressThatWasJudgedIsTheOneThatIsCalled() {
    AtomicInteger asked = new AtomicInteger();
    EgressPolicy strict =
        EgressPolicy.strict(
            List.of("127.0.0.1"), names(asked, "127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.2"));
    Map<String, String> settings =
        Map.of("base_url", "http://shop.example:" + open.getAddress().getPort());
    assertThat(read(strict, settings, Map.of())).isNull();
    assertThat(asked).hasValue(3);
  }

  /** Nobody asks for compressed answers, and nothing unpacks one: a bomb stays small. */
  @Test
  void aBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("[{\"id\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = new byte[1 << 20];
      for (int i = 0; i < 128; i++) {
        gzip.write(blanks);
      }
      gzip.write("\"}]".getBytes(StandardCharsets.UTF_8));
    }
    body = packed.toByteArray();
    headers = Map.of("Content-Encoding", "gzip", "Content-Type", "application/json");
    assertThat(body.length).isLessThan(1 << 20);
    assertThat(read(EgressPolicy.permissive(), Map.of(), Map.of()).category())
        .isEqualTo(Category.INVALID);
  }

  @Test
  void anAnswerThatIsTooDeepIsInvalid() {
    body = ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(read(EgressPolicy.permissive(), Map.of(), Map.of()).category())
        .isEqualTo(Category.INVALID);
  }
}
