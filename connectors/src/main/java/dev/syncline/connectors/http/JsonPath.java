package dev.syncline.connectors.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A value inside a JSON tree, by a path with dots. */
final class JsonPath {
  private JsonPath() {}

  static JsonNode at(JsonNode root, String path) {
    if (path.isEmpty()) {
      return root;
    }
    if (root.has(path)) {
      return root.path(path);
    }
    JsonNode at = root;
    for (String step : path.split("\\.", -1)) {
      at = at.path(step);
    }
    return at;
  }

  /** Puts a text where a path with dots leads, making the objects on the way. */
  static void put(ObjectNode root, String path, String value) {
    ObjectNode at = root;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.get(steps[i]) instanceof ObjectNode inner ? inner : at.putObject(steps[i]);
    }
    at.put(steps[steps.length - 1], value);
  }

  /** The scalar there as text, empty where there is none. */
  static Optional<String> text(JsonNode root, String path) {
    return Optional.of(at(root, path).asString("")).filter(text -> !text.isEmpty());
  }
}
