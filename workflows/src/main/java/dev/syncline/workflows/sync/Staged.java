package dev.syncline.workflows.sync;

import java.util.UUID;

/**
 * Rows that stand in staging for the next stage.
 *
 * @param table the unlogged table, which the attempt that wrote it owns
 * @param rows how many there must be
 * @param epoch the life of the staging they belong to: another one means they are lost
 */
public record Staged(String table, long rows, UUID epoch) {}
