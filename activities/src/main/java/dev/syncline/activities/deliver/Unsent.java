package dev.syncline.activities.deliver;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.OutboxRow;

/**
 * A row that was not written.
 *
 * @param whole whether the reason lies in the whole system, and not in this row
 */
record Unsent(OutboxRow row, SynclineException why, boolean whole) {}
