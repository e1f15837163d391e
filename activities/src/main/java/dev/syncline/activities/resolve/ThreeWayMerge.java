package dev.syncline.activities.resolve;

import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges a source row's new values into a record field by field, against what the row contributed
 * last: a change on one side is taken, the same change on both converges, different changes are
 * decided by the field's strategy. Pure.
 */
final class ThreeWayMerge {
  private final ConflictSpec conflicts;

  ThreeWayMerge(ConflictSpec conflicts) {
    this.conflicts = conflicts;
  }

  /**
   * The record's new data; fields in the order of their names.
   *
   * @param recordModified when the record's values were last changed, where known
   * @param incomingModified when the source row was last changed, where known
   */
  ObjectNode merge(
      ObjectNode base,
      ObjectNode record,
      ObjectNode incoming,
      @Nullable Instant recordModified,
      @Nullable Instant incomingModified) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    TreeSet<String> fields = new TreeSet<>(record.propertyNames());
    fields.addAll(incoming.propertyNames());
    for (String field : fields) {
      JsonNode b = base.get(field);
      JsonNode r = record.get(field);
      JsonNode i = incoming.get(field);
      JsonNode value = same(i, b) || same(r, i) ? r : i;
      if (!same(i, b) && !same(r, b) && !same(r, i)) {
        value = wins(field, recordModified, incomingModified) ? i : r;
      }
      if (value != null) {
        merged.set(field, value);
      }
    }
    return merged;
  }

  private boolean wins(
      String field, @Nullable Instant recordModified, @Nullable Instant incomingModified) {
    Strategy strategy = conflicts.forField(field);
    if (strategy == Strategy.MERGE) {
      strategy = conflicts.otherwise();
    }
    return switch (strategy) {
      case SOURCE_WINS, MERGE -> true;
      case TARGET_WINS, MANUAL -> false;
      // Without times the row that just came is the newer one; a tie goes to the record.
      case NEWEST_WINS -> after(incomingModified, recordModified);
      case OLDEST_WINS -> !after(incomingModified, recordModified);
    };
  }

  private static boolean after(@Nullable Instant incoming, @Nullable Instant record) {
    return incoming == null || record == null || incoming.isAfter(record);
  }

  private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    return a == null ? b == null : a.equals(b);
  }
}
