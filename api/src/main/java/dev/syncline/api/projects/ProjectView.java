package dev.syncline.api.projects;

import dev.syncline.store.project.ProjectRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param syncStatus never_synced, syncing, synced or error
 */
record ProjectView(
    String slug,
    String name,
    String path,
    String syncStatus,
    @Nullable String syncError,
    @Nullable Instant lastSyncedAt,
    long documentCount,
    Instant createdAt,
    Instant updatedAt) {

  static ProjectView of(ProjectRow row) {
    return new ProjectView(
        row.slug(),
        row.name(),
        row.path(),
        row.syncStatus(),
        row.shownError(),
        row.lastSyncedAt(),
        row.documentCount(),
        row.createdAt(),
        row.updatedAt());
  }
}
