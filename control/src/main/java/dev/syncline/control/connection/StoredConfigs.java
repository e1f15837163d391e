package dev.syncline.control.connection;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stored connections as connectors take them, secrets decrypted. */
@Component
public class StoredConfigs {
  private final Connections connections;

  public StoredConfigs(Connections connections) {
    this.connections = connections;
  }

  public ConnectionConfig of(StoredConnection stored) {
    return new ConnectionConfig(
        stored.name(),
        stored.connector(),
        (ObjectNode) JsonMapper.shared().readTree(stored.settings()),
        connections.credentials(stored.tenant(), stored.name()));
  }
}
