package dev.syncline.store.failure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quarantined record.
 *
 * @param identity its external id, or its place in the source where it has none
 * @param payload the source record as text, as it came; null in lists
 * @param edited whether the next attempt uses the edited payload
 * @param editedPayload as it was last corrected by hand; null in lists and where it never was
 */
public record FailureRow(
    UUID id,
    UUID syncId,
    String task,
    String entity,
    @Nullable String externalId,
    String identity,
    String operation,
    String phase,
    String code,
    String message,
    boolean recoverable,
    int retryCount,
    FailureStatus status,
    @Nullable String payload,
    boolean edited,
    @Nullable String editedPayload,
    Instant createdAt,
    Instant updatedAt) {}
