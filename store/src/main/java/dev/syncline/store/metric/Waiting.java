package dev.syncline.store.metric;

/**
 * How many of something wait.
 *
 * @param label the run status, connection or task they belong to
 */
public record Waiting(String tenant, String label, long count) {}
