package dev.syncline.store.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as stored.
 *
 * @param definition the task as JSON text, in the shape of the sync file
 * @param fingerprint of its fields, derive and dedupe
 * @param managedBy {@code file:PATH} where a sync file defines it, {@code project}, or null
 */
public record StoredTask(
    String tenant,
    String name,
    String entity,
    String connection,
    int position,
    String definition,
    String fingerprint,
    @Nullable String managedBy,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether it belongs to a project. */
  public boolean ofProject() {
    return "project".equals(managedBy);
  }
}
