package dev.syncline.activities.resolve;

import dev.syncline.activities.merge.FieldMerge;
import dev.syncline.activities.merge.Times;
import dev.syncline.definitions.ConflictSpec;
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
  private final FieldMerge decisions;

  ThreeWayMerge(ConflictSpec conflicts) {
    this.decisions = new FieldMerge(conflicts, true);
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
    Times times = new Times(recordModified, incomingModified);
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    TreeSet<String> fields = new TreeSet<>(record.propertyNames());
    fields.addAll(incoming.propertyNames());
    for (String field : fields) {
      JsonNode b = base.get(field);
      JsonNode r = record.get(field);
      JsonNode i = incoming.get(field);
      JsonNode value = FieldMerge.same(i, b) || FieldMerge.same(r, i) ? r : i;
      if (!FieldMerge.same(i, b) && !FieldMerge.same(r, b) && !FieldMerge.same(r, i)) {
        // Nobody is asked about a one-way sync: what waits for a person stays as it is.
        value = decisions.decide(field, b, r, i, times).value();
      }
      if (value != null) {
        merged.set(field, value);
      }
    }
    return merged;
  }
}
