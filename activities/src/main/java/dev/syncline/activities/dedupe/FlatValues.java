package dev.syncline.activities.dedupe;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record's values as text: nested fields by their path, the values of a list side by side. */
final class FlatValues {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FlatValues() {}

  static Map<String, String> of(String json) {
    Map<String, String> values = new LinkedHashMap<>();
    add("", JSON.readTree(json), values);
    return values;
  }

  private static void add(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  add(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      values));
    } else if (node.isArray()) {
      node.forEach(element -> add(path, element, values));
    } else if (!node.isNull()) {
      values.merge(path, node.asString(), (before, next) -> before + ", " + next);
    }
  }
}
