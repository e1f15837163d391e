package dev.syncline.connectors.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A value inside a JSON tree, by a path with dots. */
final class JsonPath {
  private JsonPath() {}

  static JsonNode at(JsonNode root, String path) {
    if (root.has(path)) {
      return root.path(path);
    }
    JsonNode at = root;
    for (String step : path.split("\\.", -1)) {
      at = at.path(step);
    }
    return at;
  }

  /** The scalar there as text, empty where there is none. */
  static Optional<String> text(JsonNode root, String path) {
    return Optional.of(at(root, path).asString("")).filter(text -> !text.isEmpty());
  }
}
