package dev.syncline.standalone.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EngineLeaseTest {
  @TempDir static Path folder;
  private static DataLease data;
  private static EmbeddedPostgres postgres;
  private static DataSource database;

  @BeforeAll
  static void start() {
    data = DataLease.acquire(new DataDirectory(folder), Clock.systemUTC());
    postgres = EmbeddedPostgres.open(data, CacheDirectory.choose(System.getenv()));
    database =
        new DriverManagerDataSource(postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  @AfterAll
  static void stop() {
    postgres.close();
    data.close();
  }

  @Test
  void oneHolderAtATime() {
    try (EngineLease first = EngineLease.acquire(database)) {
      assertThat(first.held()).isTrue();
      assertThatThrownBy(() -> EngineLease.acquire(database))
          .hasMessageContaining("another process runs the in-process engine");
    }
    EngineLease.acquire(database).close();
  }

  @Test
  void aLostConnectionIsReplacedWhileNobodyElseTookTheLease() throws SQLException {
    try (EngineLease lease = EngineLease.acquire(database)) {
      cutHolder();

      assertThat(lease.held()).isTrue();
      assertThatThrownBy(() -> EngineLease.acquire(database))
          .hasMessageContaining("another process");
    }
  }

  @Test
  void aLeaseThatSomebodyElseTookInTheMeantimeIsLost() throws SQLException {
    try (EngineLease slow = EngineLease.acquire(database)) {
      cutHolder();
      try (EngineLease quick = EngineLease.acquire(database)) {
        assertThat(slow.held()).isFalse();
        assertThat(quick.held()).isTrue();
      }
    }
  }

  private static void cutHolder() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'");
    }
  }
}
