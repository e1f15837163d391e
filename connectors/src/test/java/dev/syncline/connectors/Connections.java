package dev.syncline.connectors;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.EgressPolicy;
import java.time.Clock;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Connections for tests. */
public final class Connections {
  public static final ConnectorContext CONTEXT =
      new ConnectorContext(Clock.systemUTC(), EgressPolicy.permissive(), () -> {});

  private Connections() {}

  public static ConnectionConfig of(String connector, Map<String, ?> settings) {
    return of(connector, settings, Map.of());
  }

  public static ConnectionConfig of(
      String connector, Map<String, ?> settings, Map<String, String> credentials) {
    ObjectNode node = JsonMapper.shared().valueToTree(settings);
    return new ConnectionConfig("test", connector, node, credentials);
  }
}
