package dev.syncline.store.window;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system of a two-way task, as it is written.
 *
 * @param leg 0 is the task's source
 * @param fields the record's fields that it is written from; null for all
 */
public record WrittenSystem(
    int leg, String connection, String resource, @Nullable Set<String> fields) {
  public WrittenSystem {
    fields = fields == null ? null : Set.copyOf(fields);
  }
}
