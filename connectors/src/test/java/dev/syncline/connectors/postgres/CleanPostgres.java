package dev.syncline.connectors.postgres;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.ConnectionConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for the tests of a class; each of them finds its database empty. */
final class CleanPostgres implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {
  private static EmbeddedPostgres postgres;
  private static Connection connection;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    connection = postgres.getPostgresDatabase().getConnection();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  /** A session of its own. */
  static Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  static ConnectionConfig config() {
    String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    return Connections.of(
        "postgres", Map.of("url", url), Map.of("username", "postgres", "password", "x"));
  }

  static void sql(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /** Rows, with their cells joined by bars. */
  static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          cells.add(row.getString(i));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }
}
