package dev.syncline.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.process.Eventually;
import dev.syncline.standalone.process.ForkedJvm;
import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final CacheDirectory CACHE = CacheDirectory.choose(System.getenv());
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private DataLease lease;
  private EmbeddedPostgres postgres;

  @AfterEach
  void stop() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
    if (lease != null) {
      lease.close();
    }
  }

  @Test
  void confirmedCommitsAreDurableAndPasswordsAreHashed() throws Exception {
    open();

    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
    assertThat(show("data_checksums")).isEqualTo("on");
    assertThat(show("password_encryption")).isEqualTo("scram-sha-256");
    assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(show("unix_socket_directories")).isEmpty();
    assertThat(show("max_connections")).isEqualTo("40");
    assertThat(show("server_encoding")).isEqualTo("UTF8");
    assertThat(query("SELECT auth_method FROM pg_hba_file_rules GROUP BY 1"))
        .isEqualTo("scram-sha-256");
    assertThat(query("SELECT lower('ÄÖÉ') || (U&'z' < U&'\\00e4')")).isEqualTo("äöétrue");
  }

  @Test
  void refusesSettingsThatWouldLoseConfirmedData() throws Exception {
    open();
    stop();
    Files.writeString(data().resolve("postgresql.auto.conf"), "fsync = off\n");

    assertThatThrownBy(this::open).hasMessageContaining("fsync = off");
    assertThat(postmasterFile()).doesNotExist();
  }

  @Test
  void dataAndPortSurviveARestart() throws Exception {
    open();
    int port = postgres.port();
    execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
    stop();
    open();

    assertThat(postgres.port()).isEqualTo(port);
    assertThat(query("SELECT count(*) FROM kept")).isEqualTo("1000");
  }

  @Test
  void theUrlFileIsForItsOwnerAndOnlyWhileTheServerRuns() throws Exception {
    open();
    Path file = directory().databaseUrl();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Connection connection = DriverManager.getConnection(Files.readString(file).strip())) {
      assertThat(connection.getCatalog()).isEqualTo("syncline");
    }
    stop();
    assertThat(file).doesNotExist();
  }

  @Test
  void aServerThatOutlivesItsKilledProcessIsFoundAgain() throws Exception {
    int port;
    try (ForkedJvm other = ForkedJvm.start(PostgresHolder.class, folder.toString())) {
      port = Integer.parseInt(other.await("PORT"));
      other.kill();
    }
    long survivor = postmaster().pid();

    open();

    assertThat(postgres.port()).isEqualTo(port);
    assertThat(postmaster().pid()).isEqualTo(survivor);
    assertThat(query("SELECT 1")).isEqualTo("1");
  }

  @Test
  void aServerThatWasKilledTooIsStartedWithItsDataIntact() throws Exception {
    try (ForkedJvm other = ForkedJvm.start(PostgresHolder.class, folder.toString())) {
      other.await("PORT");
      executeOnHolder("CREATE TABLE kept AS SELECT generate_series(1, 50000) AS n");
      other.kill();
    }
    postmaster().kill();

    open();

    assertThat(query("SELECT count(*) FROM kept")).isEqualTo("50000");
  }

  @Test
  void aLockFileThatNamesAForeignProcessIsNoObstacle() throws Exception {
    open();
    Path lock = postmasterFile();
    String content = Files.readString(lock);
    stop();
    String foreign = Long.toString(ProcessHandle.current().pid());
    Files.writeString(lock, content.replaceFirst("^[0-9]+", foreign));

    open();

    assertThat(query("SELECT 1")).isEqualTo("1");
  }

  @Test
  void aKilledServerComesBackOnTheSamePort() throws Exception {
    open();
    execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
    long before = postmaster().pid();

    postmaster().kill();

    Eventually.holds(LONG, () -> query("SELECT count(*) FROM kept").equals("1000"));
    assertThat(postmaster().pid()).isNotEqualTo(before);
  }

  private void open() {
    lease = DataLease.acquire(directory(), Clock.systemUTC());
    try {
      postgres = EmbeddedPostgres.open(lease, CACHE);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private DataDirectory directory() {
    return new DataDirectory(folder);
  }

  private Path data() throws IOException {
    return folder.toRealPath().resolve("postgres/data");
  }

  private Path postmasterFile() throws IOException {
    return PostmasterFile.in(data());
  }

  private LiveProcess postmaster() throws IOException {
    return PostmasterFile.read(data()).orElseThrow().process();
  }

  private String show(String setting) throws SQLException {
    return query("SHOW " + setting);
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void executeOnHolder(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(Files.readString(directory().databaseUrl()).strip());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
