package dev.syncline.workflows.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window of a plan in staging.
 *
 * @param decides whether the decisions of the plan stand; else the window is matched again
 * @param spent the staging tables that nobody needs once it is committed
 * @param leg the system that it was read from: 0 the source
 * @param readAt no row was read before this time; null in histories from before it mattered
 */
public record RestoreResult(
    Staged candidates,
    Staged decisions,
    boolean decides,
    List<String> spent,
    int leg,
    @Nullable Instant readAt) {
  public RestoreResult {
    spent = List.copyOf(spent);
  }
}
