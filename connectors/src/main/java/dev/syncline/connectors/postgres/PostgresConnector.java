package dev.syncline.connectors.postgres;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Layout;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables and queries of a PostgreSQL database. */
public final class PostgresConnector implements Connector {
  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "postgres",
          "Tables and queries of a PostgreSQL database; a missing target table is created.",
          List.of(
              SettingDescriptor.required("url", "jdbc:postgresql://host:port/database"),
              SettingDescriptor.optional("schema", "the tables' schema (public)")),
          List.of(
              SettingDescriptor.required("username", "the role to connect as"),
              SettingDescriptor.optional("password", "its password")),
          true,
          true,
          "a table or schema.table; as a source also query: SELECT …");

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
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    String resource = request.resourceName().orElse("");
    if (request.query() == null && resource.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "a source of connector 'postgres' needs a resource (a table) or a query");
    }
    TableName table =
        resource.isEmpty() ? TableName.NONE : TableName.of(schema(connection), resource);
    return new TableSource(new Database(connection, context), table, request);
  }

  /** Only keys that the table assigns are in doubt: a row with a key of ours is the same again. */
  @Override
  public Optional<String> doubtfulCreation(ConnectionConfig connection, TargetRequest request) {
    List<String> assigned = new ArrayList<>(request.key());
    assigned.removeAll(request.fields().keySet());
    return assigned.isEmpty() || !request.match().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the table assigns the key %s, and the delivery has no match: name in match the fields that tell one record from another, or let the delivery write the key"
                .formatted(assigned));
  }

  @Override
  public Optional<Layout> layout(
      ConnectionConfig connection, String resource, List<String> key, ConnectorContext context) {
    TableName table = TableName.of(schema(connection), resource);
    Database database = new Database(connection, context);
    try (Connection open = database.connect()) {
      return new TableLayout(open, table, new TargetRequest(resource, key, List.of(), Map.of()))
          .standing();
    } catch (SQLException e) {
      throw database.trouble(e);
    }
  }

  private static String schema(ConnectionConfig connection) {
    return connection.setting("schema").orElse("public");
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    TableName table = TableName.of(schema(connection), request.resource());
    return new TableTarget(new Database(connection, context), table, request, context.heartbeat());
  }
}
