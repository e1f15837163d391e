package dev.syncline.api.failures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syncline.store.failure.FailureRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quarantined record.
 *
 * @param entityId its external id, or its place in the source where it has none
 * @param payload the source record as text, as it came, where a single failure is asked for
 * @param editedPayload what a retry by hand last sent in its place
 */
record FailureView(
    UUID id,
    UUID syncId,
    String task,
    String entityType,
    String entityId,
    String operation,
    String phase,
    String errorCode,
    String errorMessage,
    boolean recoverable,
    int retryCount,
    String status,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String payload,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String editedPayload,
    Instant createdAt,
    Instant updatedAt) {

  static FailureView of(FailureRow row) {
    return new FailureView(
        row.id(),
        row.syncId(),
        row.task(),
        row.entity(),
        row.externalId() == null ? row.identity() : row.externalId(),
        row.operation(),
        row.phase(),
        row.code(),
        row.message(),
        row.recoverable(),
        row.retryCount(),
        row.status().word(),
        row.payload(),
        row.editedPayload(),
        row.createdAt(),
        row.updatedAt());
  }
}
