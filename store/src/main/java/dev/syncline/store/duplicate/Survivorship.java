package dev.syncline.store.duplicate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the values of two records that are one become one set of values. A gap on one side never
 * erases the other's value. Pure.
 *
 * @param fields other rules for single fields
 */
public record Survivorship(Rule rule, Map<String, Rule> fields) {

  /** Whose value stands. */
  public enum Rule {
    /** The newcomer's. */
    MERGE_FIELDS,
    /** The record's. */
    KEEP_FIRST,
    /** That of the side with more values; the record's where they have as many. */
    KEEP_MOST_COMPLETE;

    static Rule of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Survivorship {
    fields = Map.copyOf(fields);
  }

  /** From a word, or from JSON with {@code default} and {@code fields}. */
  public static Survivorship read(String text) {
    if (!text.startsWith("{")) {
      return new Survivorship(Rule.of(text), Map.of());
    }
    JsonNode json = JsonMapper.shared().readTree(text);
    Map<String, Rule> fields = new HashMap<>();
    json.path("fields")
        .properties()
        .forEach(field -> fields.put(field.getKey(), Rule.of(field.getValue().asString())));
    return new Survivorship(Rule.of(json.path("default").asString()), fields);
  }

  /** The fields in the order of their names. */
  public ObjectNode combine(ObjectNode record, ObjectNode incoming) {
    boolean fuller = filled(incoming) > filled(record);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    TreeSet<String> names = new TreeSet<>(record.propertyNames());
    names.addAll(incoming.propertyNames());
    for (String name : names) {
      boolean takes =
          switch (fields.getOrDefault(name, rule)) {
            case MERGE_FIELDS -> true;
            case KEEP_FIRST -> false;
            case KEEP_MOST_COMPLETE -> fuller;
          };
      JsonNode wanted = takes ? incoming.get(name) : record.get(name);
      JsonNode other = takes ? record.get(name) : incoming.get(name);
      result.set(name, blank(wanted) && other != null ? other : wanted);
    }
    return result;
  }

  private static long filled(ObjectNode record) {
    return record.valueStream().filter(value -> !blank(value)).count();
  }

  private static boolean blank(@Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isString() && value.asString().isBlank());
  }
}
