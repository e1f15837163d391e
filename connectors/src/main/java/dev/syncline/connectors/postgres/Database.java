package dev.syncline.connectors.postgres;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens sessions of one connection, and tells what its errors mean. */
final class Database {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** A dead peer is noticed after this; a batch takes far less. */
  private static final Duration SOCKET = Duration.ofMinutes(5);

  private final ConnectionConfig connection;
  private final ConnectorContext context;
  private final JdbcUrl url;

  Database(ConnectionConfig connection, ConnectorContext context) {
    this.connection = connection;
    this.context = context;
    this.url =
        JdbcUrl.parse(
            connection
                .setting("url")
                .orElseThrow(
                    () ->
                        SynclineException.of(
                            Category.NOT_CONFIGURED,
                            "connection '" + connection.name() + "' has no setting 'url'")));
  }

  /** A session in UTC with commits of its own; the caller closes it. */
  Connection connect() {
    url.hosts().forEach(host -> context.egress().check(host));
    Properties properties = new Properties();
    connection.credential("username").ifPresent(name -> properties.put("user", name));
    connection.credential("password").ifPresent(word -> properties.put("password", word));
    Duration timeout = Durations.timeout(connection, CONNECT);
    properties.put("connectTimeout", String.valueOf(Math.max(1, timeout.toSeconds())));
    properties.put("socketTimeout", String.valueOf(SOCKET.toSeconds()));
    properties.put("tcpKeepAlive", "true");
    properties.put("ApplicationName", "syncline");
    try (PinnedSockets.Ticket ticket = PinnedSockets.Ticket.under(context.egress())) {
      properties.put("socketFactory", PinnedSockets.class.getName());
      properties.put("socketFactoryArg", ticket.id());
      Connection open = new Driver().connect(url.text(), properties);
      if (open == null) {
        throw SynclineException.of(
            Category.INVALID, "'" + url.shown() + "' is no PostgreSQL address");
      }
      try (Statement statement = open.createStatement()) {
        statement.execute("SET TIME ZONE 'UTC'");
        statement.execute("SET datestyle TO 'ISO, YMD'");
      }
      return open;
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  SynclineException trouble(SQLException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SynclineException refused) {
        return refused; // a host that leads elsewhere by now
      }
    }
    return SqlTrouble.of(url.shown(), e);
  }
}
