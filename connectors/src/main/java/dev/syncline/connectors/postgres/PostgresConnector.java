package dev.syncline.connectors.postgres;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tables of a PostgreSQL database. */
public final class PostgresConnector implements Connector {
  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "postgres",
          "Tables of a PostgreSQL database; a missing one is created.",
          List.of(
              SettingDescriptor.required("url", "jdbc:postgresql://host:port/database"),
              SettingDescriptor.optional("schema", "the tables' schema (public)")),
          List.of(
              SettingDescriptor.required("username", "the role to connect as"),
              SettingDescriptor.optional("password", "its password")),
          false,
          true,
          "a table, or schema.table");

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    try {
      connection.setting("url").ifPresent(JdbcUrl::parse);
    } catch (SynclineException e) {
      problems.add(e.getMessage());
    }
    try {
      Durations.timeout(connection, Duration.ofSeconds(1));
    } catch (SynclineException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    Database database = new Database(connection, context);
    try (Connection open = database.connect();
        Statement statement = open.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw database.trouble(e);
    }
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    String schema = connection.setting("schema").orElse("public");
    TableName table = TableName.of(schema, request.resource());
    return new TableTarget(new Database(connection, context), table, request, context.heartbeat());
  }
}
