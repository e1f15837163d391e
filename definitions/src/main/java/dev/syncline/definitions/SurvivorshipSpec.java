package dev.syncline.definitions;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose values stand once two records are one.
 *
 * @param rule merge_fields, keep_first or keep_most_complete
 * @param fields other rules for single fields
 */
public record SurvivorshipSpec(String rule, Map<String, String> fields) {
  public static final SurvivorshipSpec DEFAULT = new SurvivorshipSpec("merge_fields", Map.of());

  public SurvivorshipSpec {
    fields = Map.copyOf(fields);
  }

  /** The rule's word alone, or JSON with {@code default} and {@code fields}: as it is stored. */
  public String text() {
    if (fields.isEmpty()) {
      return rule;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("default", rule);
    new TreeMap<>(fields).forEach(json.putObject("fields")::put);
    return json.toString();
  }
}
