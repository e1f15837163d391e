package dev.syncline.store.duplicate;

import dev.syncline.store.duplicate.Snapshot.Place;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What source rows changed between two moments, field by field. Of rows that changed the same field
 * the one whose value their record has counts, else the last. Pure.
 */
record Changes(Map<String, Change> fields) {

  /** Absent values are null. */
  record Change(@Nullable JsonNode from, @Nullable JsonNode to) {}

  /**
   * @param then the rows at the first moment
   * @param now the record at the second, which has these rows and others
   */
  static Changes of(Collection<Row> then, Snapshot now) {
    Map<Place, Row> rows = now.byPlace();
    Map<String, Change> fields = new HashMap<>();
    for (Row before : then) {
      Row after = rows.get(before.place());
      if (after == null || !after.source() || after.lost()) {
        continue;
      }
      for (String field : names(before.base(), after.base())) {
        Change known = fields.get(field);
        boolean settled = known != null && same(known.to, now.data().get(field));
        Change change = new Change(before.base().get(field), after.base().get(field));
        if (!settled && !same(change.from, change.to)) {
          fields.put(field, change);
        }
      }
    }
    return new Changes(fields);
  }

  /** Without those to what the record held that the rows are written from. */
  Changes butOf(ObjectNode record) {
    return but((field, change) -> same(change.to, record.get(field)));
  }

  /** Without those that the other side's rows made first. */
  Changes butOf(Changes others) {
    return but(
        (field, change) -> {
          Change other = others.fields.get(field);
          return other != null && same(change.to, other.to);
        });
  }

  private Changes but(BiPredicate<String, Change> echo) {
    Map<String, Change> left = new HashMap<>(fields);
    left.entrySet().removeIf(entry -> echo.test(entry.getKey(), entry.getValue()));
    return new Changes(left);
  }

  boolean none() {
    return fields.isEmpty();
  }

  /**
   * One side's values after the changes of its own rows.
   *
   * @param whole the record that holds the side, at the first moment
   * @param now that record at the second
   * @param other the other side, where changes that no row explains are this side's own; else null
   */
  ObjectNode applied(ObjectNode side, ObjectNode whole, ObjectNode now, @Nullable Other other) {
    TreeSet<String> all = names(side, whole);
    all.addAll(now.propertyNames());
    all.addAll(fields.keySet());
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (String field : all) {
      JsonNode stood = side.get(field);
      JsonNode held = whole.get(field);
      JsonNode holds = now.get(field);
      boolean moved = !same(held, holds) && other != null && !other.explains(field, holds);
      JsonNode value = moved ? holds : stood;
      Change own = fields.get(field);
      if (own != null) {
        // What this side, having another value than its row, would have kept alone, it keeps.
        boolean refused =
            !same(own.from, stood)
                && same(held, stood)
                && same(held, holds)
                && !same(holds, own.to);
        value = moved || refused ? value : own.to;
      }
      if (value != null) {
        result.set(field, value);
      }
    }
    return result;
  }

  /** The side that a changed value may have come from in place of this one. */
  record Other(ObjectNode data, Changes changes) {
    boolean explains(String field, @Nullable JsonNode value) {
      return value == null ? changes.fields.containsKey(field) : value.equals(data.get(field));
    }
  }

  private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    return a == null ? b == null : a.equals(b);
  }

  private static TreeSet<String> names(ObjectNode a, ObjectNode b) {
    TreeSet<String> names = new TreeSet<>(a.propertyNames());
    names.addAll(b.propertyNames());
    return names;
  }
}
