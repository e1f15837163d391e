package dev.syncline.activities.resolve;

import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the values of two records that are one become one set of values. Pure. */
enum Survivorship {
  /** The newcomer's values over the record's; neither's gaps erase a value. */
  MERGE_FIELDS {
    @Override
    ObjectNode combine(ObjectNode record, ObjectNode incoming) {
      return overlay(record, incoming);
    }
  },
  /** The record's values stay; the newcomer only fills gaps. */
  KEEP_FIRST {
    @Override
    ObjectNode combine(ObjectNode record, ObjectNode incoming) {
      return overlay(incoming, record);
    }
  },
  /** The side with more values wins; the other fills its gaps. A tie goes to the record. */
  KEEP_MOST_COMPLETE {
    @Override
    ObjectNode combine(ObjectNode record, ObjectNode incoming) {
      return filled(incoming) > filled(record)
          ? overlay(record, incoming)
          : overlay(incoming, record);
    }
  };

  abstract ObjectNode combine(ObjectNode record, ObjectNode incoming);

  static Survivorship of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }

  private static ObjectNode overlay(ObjectNode below, ObjectNode above) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    TreeSet<String> fields = new TreeSet<>(below.propertyNames());
    fields.addAll(above.propertyNames());
    for (String field : fields) {
      JsonNode value = above.get(field);
      result.set(field, blank(value) && below.get(field) != null ? below.get(field) : value);
    }
    return result;
  }

  private static long filled(ObjectNode record) {
    return record.valueStream().filter(value -> !blank(value)).count();
  }

  private static boolean blank(@org.jspecify.annotations.Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isString() && value.asString().isBlank());
  }
}
