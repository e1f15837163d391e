package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over TLS too the address that was judged is the one that is called, and whoever answers there
 * must be known by the name.
 */
class TlsEgressTest {
  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String NAME = "shop.example";
  private static final String HERE = "127.0.0.1";
  private static final String ELSEWHERE = "127.0.0.2";

  @TempDir static Path folder;
  private static SSLContext ofTheName;
  private static SSLContext ofAnotherName;
  private static SSLContext ofTheAddress;
  private static Path trusted;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<HttpsServer> servers = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, @Nullable String> before = new HashMap<>();

  @BeforeAll
  static void certificates() throws Exception {
    Authority authority = Authority.in(folder);
    ofTheName = authority.serverOf("dns:" + NAME);
    ofAnotherName = authority.serverOf("dns:other.example");
    ofTheAddress = authority.serverOf("ip:" + HERE);
    trusted = authority.trusted();
  }

  @BeforeEach
  void trust() {
    set(TRUST, trusted.toString());
    set(TRUST_PASSWORD, Authority.PASSWORD);
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property));
    System.setProperty(property, value);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    before.forEach(
        (property, value) -> {
          if (value == null) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }

  /** A server that notes whom it was taken for: in the handshake and in the request. */
  private int serve(String address, int port, SSLContext certificate) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(address, port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    server.createContext(
        "/",
        exchange -> {
          ExtendedSSLSession session =
              (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
          calls.add(
              address
                  + " "
                  + session.getRequestedServerNames()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host"));
          byte[] body = "[{\"id\":1}]".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  /**
   * Reads from the name; each answer is good for one question, the last one for all that follow.
   */
  private @Nullable SynclineException read(int port, String... answers) {
    EgressPolicy policy =
        EgressPolicy.strict(
            List.of(HERE),
            host -> {
              int turn = Math.min(asked.getAndIncrement(), answers.length - 1);
              return new InetAddress[] {
                InetAddress.getByAddress(host, InetAddress.getByName(answers[turn]).getAddress())
              };
            });
    ConnectorContext context = new ConnectorContext(Clock.systemUTC(), policy, () -> {});
    Map<String, String> settings = Map.of("base_url", "https://" + NAME + ":" + port);
    return catchThrowableOfType(
        SynclineException.class,
        () -> {
          try (Source source =
              new HttpConnector()
                  .openSource(
                      Connections.of("http", settings, Map.of("token", "secret")),
                      new SourceRequest("orders", null),
                      context)) {
            source.read(ReadRequest.from(null, 1000, Long.MAX_VALUE), new Collected());
          }
        });
  }

  @Test
  void theJudgedAddressIsCalledUnderTheName() throws IOException {
    int port = serve(HERE, 0, ofTheName);
    serve(ELSEWHERE, port, ofTheName);
    assertThat(read(port, HERE, HERE, HERE, ELSEWHERE)).isNull();
    assertThat(calls)
        .containsExactly(HERE + " [type=host_name (0), value=" + NAME + "] " + NAME + ":" + port);
    assertThat(asked).as("not asked again once it was judged").hasValue(3);
  }

  @Test
  void aNameThatChangesItsAddressLeadsNowhere() throws IOException {
    int port = serve(HERE, 0, ofTheName);
    serve(ELSEWHERE, port, ofTheName);
    SynclineException e = read(port, HERE, HERE, ELSEWHERE);
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo("ADDRESS_REFUSED");
    assertThat(calls).isEmpty();
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws IOException {
    refused(read(serve(HERE, 0, ofAnotherName), HERE), "matching " + NAME);
  }

  @Test
  void aCertificateOfTheAddressIsNotOneOfTheName() throws IOException {
    refused(read(serve(HERE, 0, ofTheAddress), HERE), "matching " + NAME);
  }

  @Test
  void aCertificateThatNobodyWeTrustHasSignedIsRefused() throws IOException {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST_PASSWORD);
    refused(read(serve(HERE, 0, ofTheName), HERE), "certification path");
  }

  private void refused(@Nullable SynclineException e, String why) {
    assertThat(e).isNotNull();
    assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
    assertThat(e).hasMessageContaining(why).hasMessageNotContaining("secret");
    assertThat(calls).as("nothing was sent").isEmpty();
  }
}
