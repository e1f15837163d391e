package dev.syncline.activities.merge;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record's fields that a system takes part in.
 *
 * @param reads those its rows are mapped to; null for all that a row has
 * @param writes those it is written from; null for all that the record has
 */
public record LegFields(@Nullable Set<String> reads, @Nullable Set<String> writes) {
  public static final LegFields ALL = new LegFields(null, null);

  public LegFields {
    reads = reads == null ? null : Set.copyOf(reads);
    writes = writes == null ? null : Set.copyOf(writes);
  }

  /** The fields that a row may have changed. */
  Set<String> read(ObjectNode base, ObjectNode incoming) {
    if (reads != null) {
      return new TreeSet<>(reads);
    }
    Set<String> fields = new TreeSet<>(base.propertyNames());
    fields.addAll(incoming.propertyNames());
    return fields;
  }

  /** The fields of the record that may have to be written. */
  Set<String> written(ObjectNode recordBase, ObjectNode record) {
    if (writes != null) {
      return new TreeSet<>(writes);
    }
    Set<String> fields = new TreeSet<>(recordBase.propertyNames());
    fields.addAll(record.propertyNames());
    return fields;
  }

  /** What of the record is remembered beside this system's row. */
  ObjectNode of(ObjectNode record) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    record
        .properties()
        .forEach(
            entry -> {
              if (reads == null
                  || writes == null
                  || reads.contains(entry.getKey())
                  || writes.contains(entry.getKey())) {
                part.set(entry.getKey(), entry.getValue());
              }
            });
    return part;
  }
}
