package dev.syncline.activities.merge;

import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.store.window.LegRemoval.Verdict;

/**
 * Decides over a record that one system has deleted and another one edited. A deletion has no time
 * of its own and no values to merge: there the edit stands. Pure.
 */
public final class DeletionMerge {
  private DeletionMerge() {}

  /**
   * @param source whether the task's source lost the row; else a system that it delivers to
   */
  public static Verdict decide(Strategy strategy, boolean source) {
    return switch (strategy) {
      case SOURCE_WINS -> source ? Verdict.GONE : Verdict.KEPT;
      case TARGET_WINS -> source ? Verdict.KEPT : Verdict.GONE;
      case NEWEST_WINS, OLDEST_WINS, MERGE -> Verdict.KEPT;
      case MANUAL -> Verdict.OPEN;
    };
  }
}
