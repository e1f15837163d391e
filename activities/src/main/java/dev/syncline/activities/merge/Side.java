package dev.syncline.activities.merge;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was remembered of one system's row of a record when both were last in step. The two differ
 * where the system did not keep what it was given: it trims, rounds, adds defaults.
 *
 * @param base what the system showed, in the record's field names
 * @param recordBase what the record held
 * @param sent the changed fields that were sent since, of which no answer has come, null for those
 *     that were cleared; else null
 */
public record Side(ObjectNode base, ObjectNode recordBase, @Nullable ObjectNode sent) {

  /** A row that is new to the record. */
  public static Side unknown() {
    return new Side(
        JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode(), null);
  }

  /** The same before a write, so that a write whose answer is lost is known by its values. */
  public Side sending(ObjectNode written, Set<String> needed) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    needed.forEach(field -> values.set(field, written.get(field)));
    return new Side(base, recordBase, values);
  }

  /** The same once it is known what became of a write. */
  public Side settled() {
    return new Side(base, recordBase, null);
  }

  /** Whether a value that the system shows is what it made of the one it was sent. */
  boolean echoes(String field, @Nullable JsonNode shown) {
    JsonNode value = sent == null ? null : sent.get(field);
    return value != null && Tidied.from(value, shown);
  }

  /** The value that was sent; null where it was cleared. */
  @Nullable JsonNode sent(String field) {
    JsonNode value = sent == null ? null : sent.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** What was sent, but for fields that were seen to change since. */
  @Nullable ObjectNode sentBut(Set<String> seen) {
    if (sent == null) {
      return null;
    }
    ObjectNode left = sent.deepCopy();
    left.remove(seen);
    return left.isEmpty() ? null : left;
  }
}
