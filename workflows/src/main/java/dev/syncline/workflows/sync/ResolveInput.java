package dev.syncline.workflows.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a window and the records they belong to.
 *
 * @param readAt when the read of the window began, where that matters
 */
public record ResolveInput(
    WindowRef window, Staged candidates, Staged matches, @Nullable Instant readAt) {}
