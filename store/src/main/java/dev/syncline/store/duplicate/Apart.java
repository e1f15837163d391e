package dev.syncline.store.duplicate;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two records come to once they are taken apart, from what their source rows contributed.
 * Pure.
 *
 * @param left JSON
 * @param right JSON
 */
record Apart(String left, String right) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * @param now the merged record's values
   * @param before the right record's values before the merge, for where it has no source row left
   * @param own what the right record's source rows contributed last, the first one first
   * @param others the same of the left record's
   */
  static Apart of(String now, @Nullable String before, List<String> own, List<String> others) {
    ObjectNode right = own.isEmpty() && before != null ? object(before) : together(own);
    ObjectNode merged = object(now);
    ObjectNode left = others.isEmpty() ? merged : left(merged, right, others);
    return new Apart(JSON.writeValueAsString(left), JSON.writeValueAsString(right));
  }

  /**
   * Where the systems were written the merged values, so that rows show them that are not their
   * own: what stands as the merge left it is as it was before, what changed since stays with the
   * side whose row changed it, else with the left one.
   *
   * @param common the merged record's values right after the merge
   */
  static Apart sinceMerge(
      String now, String beforeLeft, String beforeRight, ObjectNode common, List<String> own) {
    ObjectNode was = object(beforeRight);
    ObjectNode right = own.isEmpty() ? was : together(own);
    ObjectNode merged = object(now);
    ObjectNode left = object(beforeLeft);
    TreeSet<String> fields = new TreeSet<>(merged.propertyNames());
    fields.addAll(common.propertyNames());
    for (String field : fields) {
      JsonNode value = merged.get(field);
      boolean theirs =
          !Objects.equals(right.get(field), was.get(field))
              && Objects.equals(right.get(field), value);
      if (!Objects.equals(value, common.get(field)) && !theirs) {
        if (value == null) {
          left.remove(field);
        } else {
          left.set(field, value);
        }
      }
    }
    return new Apart(JSON.writeValueAsString(left), JSON.writeValueAsString(right));
  }

  /** A value of the merged record stays with the left one unless it came from the right alone. */
  private static ObjectNode left(ObjectNode merged, ObjectNode right, List<String> others) {
    if (others.size() == 1) {
      return object(others.get(0));
    }
    ObjectNode rest = together(others);
    TreeSet<String> fields = new TreeSet<>(merged.propertyNames());
    fields.addAll(rest.propertyNames());
    ObjectNode left = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      JsonNode value = merged.get(field);
      boolean foreign = value == null || value.equals(right.get(field));
      JsonNode kept = foreign ? rest.get(field) : value;
      if (kept != null) {
        left.set(field, kept);
      }
    }
    return left;
  }

  /** Later rows' values over earlier ones'; gaps erase nothing. */
  private static ObjectNode together(List<String> rows) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (String row : rows) {
      object(row)
          .properties()
          .forEach(
              field -> {
                JsonNode value = field.getValue();
                boolean gap = value.isNull() || (value.isString() && value.asString().isBlank());
                if (!gap || !all.has(field.getKey())) {
                  all.set(field.getKey(), value);
                }
              });
    }
    return all;
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
