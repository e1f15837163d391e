package dev.syncline.workflows.sync;

import java.util.List;

/**
 * A window of a plan in staging.
 *
 * @param decides whether the decisions of the plan stand; else the window is matched again
 * @param spent the staging tables that nobody needs once it is committed
 */
public record RestoreResult(
    Staged candidates, Staged decisions, boolean decides, List<String> spent) {
  public RestoreResult {
    spent = List.copyOf(spent);
  }
}
