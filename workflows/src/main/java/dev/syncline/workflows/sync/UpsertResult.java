package dev.syncline.workflows.sync;

import dev.syncline.domain.Counts;

/**
 * @param counts what became of the window's records
 * @param overtaken whether another writer was faster, nothing was written and the window must be
 *     matched again
 * @param outbox how many rows wait to be delivered because of it
 */
public record UpsertResult(Counts counts, boolean overtaken, long outbox) {
  public static final UpsertResult NOTHING = new UpsertResult(Counts.ZERO, false, 0);
  public static final UpsertResult OVERTAKEN = new UpsertResult(Counts.ZERO, true, 0);
}
