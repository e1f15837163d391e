package dev.syncline.activities.merge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Merges two values into one that has the changes of both: lists by element, texts by line. */
final class ValueMerge {
  private ValueMerge() {}

  /** Empty where that is impossible. */
  static Optional<JsonNode> merge(
      @Nullable JsonNode base, @Nullable JsonNode record, @Nullable JsonNode incoming) {
    if (record instanceof ArrayNode left && incoming instanceof ArrayNode right) {
      return base == null || base.isArray()
          ? Optional.of(lists(base == null ? none() : (ArrayNode) base, left, right))
          : Optional.empty();
    }
    if (base instanceof StringNode
        && record instanceof StringNode
        && incoming instanceof StringNode) {
      return LineMerge.merge(base.asString(), record.asString(), incoming.asString())
          .map(StringNode::valueOf);
    }
    return Optional.empty();
  }

  private static ArrayNode none() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * How often an element occurs is what is merged three-way; the record's order stands and what
   * came in new follows.
   */
  private static ArrayNode lists(ArrayNode base, ArrayNode record, ArrayNode incoming) {
    Map<JsonNode, Integer> before = counts(base);
    Map<JsonNode, Integer> here = counts(record);
    Map<JsonNode, Integer> there = counts(incoming);
    Map<JsonNode, Integer> left = new LinkedHashMap<>(here);
    there.keySet().forEach(element -> left.putIfAbsent(element, 0));
    left.replaceAll(
        (element, n) ->
            count(
                before.getOrDefault(element, 0),
                here.getOrDefault(element, 0),
                there.getOrDefault(element, 0)));
    ArrayNode merged = none();
    record.forEach(element -> take(element, left, merged));
    incoming.forEach(element -> take(element, left, merged));
    return merged;
  }

  private static int count(int base, int record, int incoming) {
    if (record == base) {
      return incoming;
    }
    return incoming == base ? record : Math.max(record, incoming);
  }

  private static void take(JsonNode element, Map<JsonNode, Integer> left, ArrayNode into) {
    if (left.merge(element, -1, Integer::sum) >= 0) {
      into.add(element);
    }
  }

  private static Map<JsonNode, Integer> counts(ArrayNode list) {
    Map<JsonNode, Integer> counts = new LinkedHashMap<>();
    list.forEach(element -> counts.merge(element, 1, Integer::sum));
    return counts;
  }
}
