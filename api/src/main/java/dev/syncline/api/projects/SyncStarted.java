package dev.syncline.api.projects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to the trigger of a project's sync. */
record SyncStarted(String slug, String syncStatus, String message, @Nullable UUID syncId) {}
