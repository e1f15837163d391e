package dev.syncline.connectors.spi;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant's access to one system, secrets resolved. Paths in the settings are absolute. Never
 * printed: {@link #toString} leaves the credentials out.
 */
public record ConnectionConfig(
    String name, String connector, ObjectNode settings, Map<String, String> credentials) {

  public ConnectionConfig {
    credentials = Map.copyOf(credentials);
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
