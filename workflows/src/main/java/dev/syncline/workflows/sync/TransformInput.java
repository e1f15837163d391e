package dev.syncline.workflows.sync;

import org.jspecify.annotations.Nullable;

/**
 * The raw rows of a window.
 *
 * @param known what of them is known to be unchanged, or null
 * @param asked what the source was asked to leave out, where it can
 */
public record TransformInput(
    WindowRef window, Staged raw, @Nullable Asked asked, @Nullable Known known) {}
