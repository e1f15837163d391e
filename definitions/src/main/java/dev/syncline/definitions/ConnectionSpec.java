package dev.syncline.definitions;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.OpenFolders;
import dev.syncline.definitions.SecretSettings.Reference;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connection as defined. Secrets are resolved and paths absolute. {@link #toString} leaves the
 * credentials out.
 *
 * @param references the settings that were read from references to secrets, by JSON pointer
 */
public record ConnectionSpec(
    String name,
    String connector,
    boolean enabled,
    ObjectNode settings,
    Map<String, String> credentials,
    Map<String, Reference> references) {

  public ConnectionSpec {
    credentials = Map.copyOf(credentials);
    references = Map.copyOf(references);
  }

  public ConnectionConfig config() {
    Map<String, String> secret = SecretSettings.kept(Map.of(), references);
    return new ConnectionConfig(name, connector, settings, credentials, secret, OpenFolders.ANY);
  }

  /** The settings as they are stored and shown: references as they were written. */
  public ObjectNode shownSettings() {
    return SecretSettings.shown(settings, references);
  }

  /** What is stored encrypted: the credentials, and what the references led to. */
  public Map<String, String> keptSecrets() {
    return SecretSettings.kept(credentials, references);
  }

  @Override
  public String toString() {
    return "ConnectionSpec[" + name + ", " + connector + "]";
  }
}
