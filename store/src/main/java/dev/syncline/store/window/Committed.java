package dev.syncline.store.window;

import dev.syncline.domain.Counts;

/**
 * What a commit came to.
 *
 * @param outbox how many rows wait to be delivered because of it
 */
public record Committed(Counts counts, long outbox) {}
