package dev.syncline.definitions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system that the task's records are written to.
 *
 * @param key the system's own id field or fields; for a table the natural key
 * @param match target field ← record field, to adopt an existing target record
 * @param fields target field ← record field, in the order written; empty writes every field
 * @param readFields how a two-way task reads what {@code fields} cannot be turned round for: record
 *     field ← target field
 */
public record DeliverSpec(
    String connection,
    String resource,
    List<String> key,
    Map<String, String> match,
    @Nullable String modified,
    Map<String, String> fields,
    List<FieldSpec> readFields) {

  public DeliverSpec {
    key = List.copyOf(key);
    readFields = List.copyOf(readFields);
    match = Map.copyOf(match);
    fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
  }
}
