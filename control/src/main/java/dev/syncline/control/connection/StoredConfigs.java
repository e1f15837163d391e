package dev.syncline.control.connection;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.OpenFolders;
import dev.syncline.definitions.SecretSettings;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stored connections as connectors take them, secrets decrypted. */
@Component
public class StoredConfigs {
  private final Connections connections;
  private final OpenFolders posted;

  /**
   * @param roots the folders that posted paths must lie in; none where any are open
   */
  public StoredConfigs(Connections connections, @Value("${syncline.files-roots:}") String[] roots) {
    this.connections = connections;
    this.posted =
        new OpenFolders(
            Stream.of(roots).map(String::strip).filter(r -> !r.isEmpty()).map(Path::of).toList());
  }

  public ConnectionConfig of(StoredConnection stored) {
    Map<String, String> kept = connections.credentials(stored.tenant(), stored.name());
    ObjectNode settings = (ObjectNode) JsonMapper.shared().readTree(stored.settings());
    Map<String, String> credentials = new HashMap<>();
    Map<String, String> secretSettings = new HashMap<>();
    kept.forEach(
        (name, value) -> {
          if (SecretSettings.isPointer(name)) {
            SecretSettings.put(settings, name, value);
            secretSettings.put(name, value);
          } else {
            credentials.put(name, value);
          }
        });
    return new ConnectionConfig(
        stored.name(),
        stored.connector(),
        settings,
        credentials,
        secretSettings,
        ofFile(stored) ? OpenFolders.ANY : posted);
  }

  /** Whoever writes a sync file names any path in it. */
  private static boolean ofFile(StoredConnection stored) {
    String owner = stored.managedBy();
    return owner != null && owner.startsWith("file:");
  }
}
