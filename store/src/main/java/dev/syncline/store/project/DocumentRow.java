package dev.syncline.store.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of a project.
 *
 * @param path relative to the project's path
 * @param modifiedAt when its file last changed
 */
public record DocumentRow(
    UUID recordId,
    String path,
    @Nullable String title,
    @Nullable Instant modifiedAt,
    Instant syncedAt) {}
