package dev.syncline.definitions;

import dev.syncline.connectors.spi.ConnectionConfig;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connection as defined. Secrets are resolved and paths absolute. {@link #toString} leaves the
 * credentials out.
 */
public record ConnectionSpec(
    String name,
    String connector,
    boolean enabled,
    ObjectNode settings,
    Map<String, String> credentials) {

  public ConnectionSpec {
    credentials = Map.copyOf(credentials);
  }

  public ConnectionConfig config() {
    return new ConnectionConfig(name, connector, settings, credentials);
  }

  @Override
  public String toString() {
    return "ConnectionSpec[" + name + ", " + connector + "]";
  }
}
