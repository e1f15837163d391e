package dev.syncline.connectors.spi;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant's access to one system, secrets resolved. Paths in the settings are absolute. Never
 * printed: {@link #toString} leaves the credentials out.
 *
 * @param secretSettings the settings that were read from references to secrets, by their JSON
 *     pointers; they stand in the settings too
 * @param folders where its files must lie
 */
public record ConnectionConfig(
    String name,
    String connector,
    ObjectNode settings,
    Map<String, String> credentials,
    Map<String, String> secretSettings,
    OpenFolders folders) {

  public ConnectionConfig {
    credentials = Map.copyOf(credentials);
    secretSettings = Map.copyOf(secretSettings);
  }

  public ConnectionConfig(
      String name, String connector, ObjectNode settings, Map<String, String> credentials) {
    this(name, connector, settings, credentials, Map.of(), OpenFolders.ANY);
  }

  public boolean hasSetting(String name) {
    JsonNode value = settings.get(name);
    return value != null && !value.isNull() && !(value.isString() && value.asString().isBlank());
  }

  /** A setting as text, trimmed. */
  public Optional<String> setting(String name) {
    return hasSetting(name) ? Optional.of(settings.get(name).asString().strip()) : Optional.empty();
  }

  /** A credential that is present and not blank. */
  public Optional<String> credential(String name) {
    String value = credentials.get(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  @Override
  public String toString() {
    return "ConnectionConfig[" + name + ", " + connector + "]";
  }
}
