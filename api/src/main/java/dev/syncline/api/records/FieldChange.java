package dev.syncline.api.records;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A field before and after; null where there is no value. */
public record FieldChange(String field, JsonNode before, JsonNode after) {

  /** The fields in which two records, given as JSON objects, differ. */
  public static List<FieldChange> between(@Nullable String before, @Nullable String after) {
    return between(before, after, List.of());
  }

  /** The same, with these fields also where they do not differ. */
  public static List<FieldChange> between(
      @Nullable String before, @Nullable String after, Collection<String> also) {
    JsonNode old = tree(before);
    JsonNode young = tree(after);
    Set<String> names = new LinkedHashSet<>(old.propertyNames());
    names.addAll(young.propertyNames());
    names.addAll(also);
    List<FieldChange> changes = new ArrayList<>();
    for (String name : names) {
      JsonNode was = value(old, name);
      JsonNode is = value(young, name);
      if (!was.equals(is) || also.contains(name)) {
        changes.add(new FieldChange(name, was, is));
      }
    }
    return changes;
  }

  private static JsonNode tree(@Nullable String json) {
    return json == null
        ? JsonNodeFactory.instance.objectNode()
        : JsonMapper.shared().readTree(json);
  }

  private static JsonNode value(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }
}
