package dev.syncline.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.HostNames;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConnectionTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE ann LOGIN PASSWORD 'right'");
      try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
        file.next();
        Path hba = Path.of(file.getString(1));
        String passwords = "host all ann all scram-sha-256\n";
        Files.writeString(hba, passwords + Files.readString(hba));
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void aDatabaseThatAnswersIsReachable() {
    assertThatCode(() -> test("postgres", "postgres", "x", postgres.getPort()))
        .doesNotThrowAnyException();
  }

  @Test
  void anUnknownDatabaseIsNotFound() {
    assertThat(failure("nowhere", "postgres", "x", postgres.getPort()).category())
        .isEqualTo(Category.NOT_FOUND);
  }

  @Test
  void aWrongPasswordIsAuthAndTheMessageDoesNotShowIt() {
    assertThatCode(() -> test("postgres", "ann", "right", postgres.getPort()))
        .doesNotThrowAnyException();
    SynclineException e = failure("postgres", "ann", "hush-hush", postgres.getPort());

    assertThat(e.category()).isEqualTo(Category.AUTH);
    assertThat(e.getMessage()).doesNotContain("hush-hush");
  }

  @Test
  void nobodyAtTheAddressIsUnavailable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(failure("postgres", "postgres", "x", free).category())
        .isEqualTo(Category.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db",
        "jdbc:postgresql:db",
        "jdbc:postgresql://h/db?user=x",
        "jdbc:postgresql://h/db?ssl=true&password=x",
        "jdbc:postgresql://h/db?socketFactory=evil.Factory",
        "jdbc:postgresql://h/db?sslrootcert=/etc/passwd",
        "jdbc:postgresql://u:p@h/db",
        "jdbc:postgresql:///db"
      })
  void addressesThatAreNotAllowedAreNamed(String url) {
    assertThat(new PostgresConnector().problems(Connections.of("postgres", Map.of("url", url))))
        .singleElement()
        .asString()
        .contains("setting 'url' of postgres");
  }

  @Test
  void harmlessParametersAndSeveralHostsAreAllowed() {
    String url =
        "jdbc:postgresql://a:5432,[::1]:5433/db?sslmode=require&connectTimeout=3&currentSchema=x";

    assertThat(new PostgresConnector().problems(Connections.of("postgres", Map.of("url", url))))
        .isEmpty();
  }

  /** Allowed when it was checked, elsewhere when it is connected to. */
  @Test
  void aNameThatChangesItsAddressIsRefused() {
    AtomicInteger asked = new AtomicInteger();
    assertThat(
            catchThrowableOfType(
                SynclineException.class,
                () -> test("db.example", names(asked, "127.0.0.1", "127.0.0.2"))))
        .hasMessageContaining("127.0.0.2")
        .extracting(SynclineException::code)
        .isEqualTo("ADDRESS_REFUSED");
    assertThat(asked).as("checked before, and judged again by what is connected to").hasValue(2);
  }

  /** No other name service knows the name: what the check was told is what is connected to. */
  @Test
  void theAddressThatWasJudgedIsTheOneThatIsConnectedTo() {
    AtomicInteger asked = new AtomicInteger();
    HostNames names = names(asked, "127.0.0.1", "127.0.0.1", "127.0.0.2");
    assertThatCode(() -> test("db.example", names)).doesNotThrowAnyException();
    assertThat(asked).hasValue(2);
  }

  /** Each answer is good for one question; the last one for all that follow. */
  private static HostNames names(AtomicInteger asked, String... answers) {
    return host -> {
      int turn = Math.min(asked.getAndIncrement(), answers.length - 1);
      return new InetAddress[] {
        InetAddress.getByAddress(host, InetAddress.getByName(answers[turn]).getAddress())
      };
    };
  }

  private static void test(String host, HostNames names) {
    new PostgresConnector()
        .test(
            Connections.of(
                "postgres",
                Map.of("url", "jdbc:postgresql://" + host + ":" + postgres.getPort() + "/postgres"),
                Map.of("username", "postgres", "password", "x")),
            new ConnectorContext(
                Clock.systemUTC(), EgressPolicy.strict(List.of("127.0.0.1"), names), () -> {}));
  }

  private static SynclineException failure(String database, String user, String word, int port) {
    return catchThrowableOfType(SynclineException.class, () -> test(database, user, word, port));
  }

  private static void test(String database, String user, String word, int port) {
    String url = "jdbc:postgresql://localhost:" + port + "/" + database;
    ConnectionConfig config =
        Connections.of("postgres", Map.of("url", url), Map.of("username", user, "password", word));
    new PostgresConnector().test(config, Connections.CONTEXT);
  }
}
