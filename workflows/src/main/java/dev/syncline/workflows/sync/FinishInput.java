package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param cancelled whether it was cancelled
 * @param errorCode why it could not go on, or null where it reached its end
 */
public record FinishInput(
    RunRef run, boolean cancelled, @Nullable String errorCode, @Nullable String error) {}
