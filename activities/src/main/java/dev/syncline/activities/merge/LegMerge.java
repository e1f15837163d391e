package dev.syncline.activities.merge;

import dev.syncline.activities.merge.FieldConflict.Chosen;
import dev.syncline.definitions.ConflictSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One system of a two-way sync against the record that stands between the systems. Pure.
 *
 * <p>A field came in changed where it is not what the system last showed; the record changed where
 * it is not what it held then. What only one side changed is taken, the same change on both
 * converges, the rest is for the strategy.
 */
public final class LegMerge {
  private final LegFields fields;
  private final FieldMerge decisions;

  /**
   * @param source whether the system is the task's source
   */
  public LegMerge(LegFields fields, ConflictSpec conflicts, boolean source) {
    this.fields = fields;
    this.decisions = new FieldMerge(conflicts, source);
  }

  /** Merges what the system shows now into the record. */
  public Merged read(Side side, ObjectNode record, ObjectNode incoming, Times times) {
    ObjectNode now = record.deepCopy();
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    ObjectNode recordBase = side.recordBase().deepCopy();
    List<FieldConflict> conflicts = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String field : fields.read(side.base(), incoming)) {
      JsonNode shown = incoming.get(field);
      JsonNode held = record.get(field);
      JsonNode before = side.base().get(field);
      if (FieldMerge.same(shown, before)) {
        put(base, field, shown);
        continue;
      }
      seen.add(field);
      if (side.echoes(field, shown)) {
        put(base, field, shown);
        put(recordBase, field, side.sent(field));
        continue;
      }
      JsonNode merged = shown;
      if (!FieldMerge.same(shown, held) && !FieldMerge.same(held, side.recordBase().get(field))) {
        FieldConflict conflict = decisions.decide(field, before, held, shown, times);
        conflicts.add(conflict);
        if (conflict.chosen() == Chosen.OPEN) {
          put(base, field, before);
          continue;
        }
        merged = conflict.value();
      }
      put(now, field, merged);
      put(base, field, shown);
      // What the system shows is what the record would hold if both were in step: where it holds
      // something else, the system needs it.
      put(recordBase, field, shown);
    }
    return new Merged(now, new Side(base, recordBase, side.sentBut(seen)), conflicts);
  }

  /** The written fields in which the record is not what it was when both were last in step. */
  public Set<String> needed(Side side, ObjectNode record, Set<String> held) {
    Set<String> needed = new TreeSet<>();
    for (String field : fields.written(side.recordBase(), record)) {
      if (!held.contains(field)
          && !FieldMerge.same(record.get(field), side.recordBase().get(field))) {
        needed.add(field);
      }
    }
    return needed;
  }

  /**
   * What the system is to be written from: the record, but fields that wait for a person as the
   * system shows them.
   */
  public ObjectNode toWrite(ObjectNode record, ObjectNode shown, Set<String> held) {
    ObjectNode written = record.deepCopy();
    held.forEach(field -> put(written, field, shown.get(field)));
    return written;
  }

  /**
   * What to remember after a write.
   *
   * @param written what the system was written from
   * @param shown what it holds since, in the record's fields
   */
  public Side written(Side before, ObjectNode written, ObjectNode shown, Set<String> held) {
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    fields.read(before.base(), shown).forEach(field -> put(base, field, shown.get(field)));
    ObjectNode recordBase = fields.of(written);
    for (String field : held) {
      put(base, field, before.base().get(field));
      put(recordBase, field, before.recordBase().get(field));
    }
    return new Side(base, recordBase, null);
  }

  /** A further row of a record whose system has another one, that is read and never written. */
  public Side member(ObjectNode record, ObjectNode incoming) {
    return new Side(incoming, fields.of(record), null);
  }

  /** The same once it was merged: what it did not get through is no difference to be written. */
  public Side member(Side merged, ObjectNode record, Set<String> held) {
    ObjectNode recordBase = fields.of(record);
    held.forEach(field -> put(recordBase, field, merged.recordBase().get(field)));
    return new Side(merged.base(), recordBase, merged.sent());
  }

  private static void put(ObjectNode into, String field, @Nullable JsonNode value) {
    if (value == null) {
      into.remove(field);
    } else {
      into.set(field, value);
    }
  }
}
