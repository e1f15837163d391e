package dev.syncline.workflows.sync;

import org.jspecify.annotations.Nullable;

/**
 * The raw rows of a window.
 *
 * @param asked what the source was asked to leave out, where it can
 */
public record TransformInput(WindowRef window, Staged raw, @Nullable Asked asked) {}
