package dev.syncline.store.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project with what follows from its runs and records.
 *
 * @param syncing whether a run of it is open
 * @param documentCount its live records
 */
public record ProjectRow(
    String slug,
    String name,
    String path,
    @Nullable String syncError,
    @Nullable Instant lastSyncedAt,
    boolean syncing,
    long documentCount,
    Instant createdAt,
    Instant updatedAt) {

  /** never_synced, syncing, synced or error. */
  public String syncStatus() {
    if (syncing) {
      return "syncing";
    }
    if (syncError != null) {
      return "error";
    }
    return lastSyncedAt == null ? "never_synced" : "synced";
  }

  /** Why the last sync failed; nothing while a new one is at work. */
  public @Nullable String shownError() {
    return syncing ? null : syncError;
  }
}
