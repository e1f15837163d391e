package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;

/** How far along the chain exists, enabled, configured, reachable a connection of a file comes. */
record ConnectionCheck(String word, String reason) {
  private static final String UNREACHABLE = "execution_error";

  static final ConnectionCheck NOT_FOUND =
      new ConnectionCheck("not_found", "a task names it, but the file does not define it");

  boolean ready() {
    return word.equals("ready");
  }

  /** Whether its settings can be judged, wherever the system itself is now. */
  boolean configured() {
    return ready() || word.equals(UNREACHABLE);
  }

  static ConnectionCheck of(
      ConnectionSpec connection, Connectors connectors, ConnectorContext context) {
    if (!connection.enabled()) {
      return new ConnectionCheck("not_enabled", "it has enabled: false");
    }
    ConnectionConfig config = connection.config();
    Connector connector = connectors.require(connection.connector());
    List<String> problems = new ArrayList<>(connector.descriptor().problems(config));
    if (problems.isEmpty()) {
      problems.addAll(connector.problems(config));
    }
    if (!problems.isEmpty()) {
      return new ConnectionCheck("not_configured", String.join("; ", problems));
    }
    try {
      connector.test(config, context);
      return new ConnectionCheck("ready", "");
    } catch (SynclineException e) {
      return new ConnectionCheck(UNREACHABLE, e.getMessage());
    }
  }

  String line(String connection) {
    return reason.isEmpty() ? connection + ": " + word : connection + ": " + word + ": " + reason;
  }
}
