package dev.syncline.activities.mapping;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which top-level source fields are wanted, and the slot each of them is read into. */
final class SourceLayout {
  private final Map<String, Integer> slots = new HashMap<>();

  /** The slot of a field, made on first use. */
  int slot(String field) {
    return slots.merge(field, slots.size(), (slot, added) -> slot);
  }

  /** A way to a field's value: the literal name first, then dots walking into it. */
  FieldPath path(String field) {
    String[] steps = field.split("\\.", -1);
    int root = steps.length > 1 && !steps[0].isEmpty() ? slot(steps[0]) : -1;
    return new FieldPath(slot(field), root, steps);
  }

  @Nullable Integer find(String field) {
    return slots.get(field);
  }

  int size() {
    return slots.size();
  }
}
