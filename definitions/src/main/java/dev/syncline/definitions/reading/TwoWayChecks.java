package dev.syncline.definitions.reading;

import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.SourceSpec;
import java.util.List;

/** Checks what only a task that is synced in both directions has, and what it cannot have. */
final class TwoWayChecks {
  private final Section task;

  TwoWayChecks(Section task) {
    this.task = task;
  }

  void check(SourceSpec source, List<FieldSpec> fields, List<FieldSpec> writeFields) {
    if (!"two_way".equals(task.text("direction"))) {
      if (!writeFields.isEmpty()) {
        task.warning("write_fields", "has no effect in a one_way task: its source is not written");
      }
      return;
    }
    if (source.query() != null) {
      task.error("source", "of a query cannot be written to: name a 'resource' in its place");
    }
    if (!task.has("deliver")) {
      task.error("direction", "two_way needs a second system: name it under 'deliver'");
    }
    boolean writes =
        fields.isEmpty()
            || !writeFields.isEmpty()
            || fields.stream().anyMatch(f -> f.origin() instanceof FieldSpec.Copy);
    if (!writes) {
      task.warning(
          "direction",
          "every field is computed, so that nothing is written back; add 'write_fields'");
    }
  }
}
