package dev.syncline.activities.merge;

import dev.syncline.activities.merge.FieldConflict.Chosen;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conflicts as they are kept: a list of {field, base, record, incoming, chosen, value, strategy}.
 */
public final class ConflictJson {
  private ConflictJson() {}

  /** Those that are wanted as a JSON list; null where there are none. */
  public static @Nullable String of(
      List<FieldConflict> conflicts, Predicate<FieldConflict> wanted) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    conflicts.stream().filter(wanted).forEach(conflict -> list.add(object(conflict)));
    return list.isEmpty() ? null : list.toString();
  }

  private static ObjectNode object(FieldConflict conflict) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("field", conflict.field());
    put(object, "base", conflict.base());
    put(object, "record", conflict.record());
    put(object, "incoming", conflict.incoming());
    if (conflict.chosen() == Chosen.OPEN) {
      object.putNull("chosen");
    } else {
      object.put("chosen", conflict.chosen().name().toLowerCase(Locale.ROOT));
      put(object, "value", conflict.value());
    }
    return object.put("strategy", conflict.strategy().name().toLowerCase(Locale.ROOT));
  }

  private static void put(ObjectNode object, String name, @Nullable JsonNode value) {
    object.set(name, value == null ? JsonNodeFactory.instance.nullNode() : value);
  }
}
