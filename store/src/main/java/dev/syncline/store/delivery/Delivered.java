package dev.syncline.store.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that was written.
 *
 * @param effect created, updated, unchanged or deleted
 * @param externalId the record's id in the system
 * @param hash of the fields that were sent
 * @param sent the fields that were sent, as JSON text; null for a deletion
 */
public record Delivered(
    OutboxRow row, String effect, String externalId, UUID hash, @Nullable String sent) {}
