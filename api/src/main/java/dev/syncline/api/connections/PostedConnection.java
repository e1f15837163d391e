package dev.syncline.api.connections;

import dev.syncline.api.web.Params;
import dev.syncline.api.web.PostedDefinitions;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.definitions.ConnectionSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads connections that are posted. */
@Component
class PostedConnection {
  /** What answers carry and a client may send back unchanged. */
  private static final List<String> READ_ONLY =
      List.of("credential_names", "status", "problems", "managed_by", "created_at", "updated_at");

  private final PostedDefinitions definitions;
  private final Connectors connectors;
  private final PostedPaths paths;

  PostedConnection(PostedDefinitions definitions, Connectors connectors, PostedPaths paths) {
    this.definitions = definitions;
    this.connectors = connectors;
    this.paths = paths;
  }

  /**
   * A connection to be stored.
   *
   * @param credentials the new ones, empty to remove those there are, null to keep them
   */
  record Wanted(ConnectionSpec spec, @Nullable Map<String, String> credentials) {}

  Wanted read(String name, ObjectNode body) {
    ObjectNode definition = body.deepCopy();
    definition.remove(READ_ONLY);
    checkPaths(definition);
    ConnectionSpec spec = definitions.connection(name, definition);
    return new Wanted(spec, body.has("credentials") ? spec.credentials() : null);
  }

  private void checkPaths(ObjectNode definition) {
    JsonNode settings = definition.path("settings");
    if (!(settings instanceof ObjectNode object)) {
      return;
    }
    List<SettingDescriptor> known =
        connectors
            .find(definition.path("connector").asString(""))
            .map(Connector::descriptor)
            .map(descriptor -> descriptor.settings())
            .orElse(List.of());
    for (SettingDescriptor setting : known) {
      JsonNode value = object.path(setting.name());
      if (setting.path() && value.isString()) {
        String text = value.asString();
        if (text.contains("${")) {
          throw Params.invalid("settings." + setting.name() + " must not refer to the environment");
        }
        object.put(setting.name(), paths.require("settings." + setting.name(), text));
      }
    }
  }
}
