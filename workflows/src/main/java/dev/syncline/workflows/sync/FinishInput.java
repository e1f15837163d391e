package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param cancelled whether it was cancelled
 * @param phase where it stood when it could not go on: fetching, transforming, saving, delivering
 * @param errorCode why it could not go on, or null where it reached its end
 * @param category the kind of trouble that was, by the name of its category; null where it is not
 *     known, as in histories from before
 */
public record FinishInput(
    RunRef run,
    boolean cancelled,
    @Nullable String phase,
    @Nullable String errorCode,
    @Nullable String error,
    @Nullable String category) {

  /** A run that reached its end, or was cancelled on the way. */
  public FinishInput(RunRef run, boolean cancelled) {
    this(run, cancelled, null, null, null, null);
  }
}
