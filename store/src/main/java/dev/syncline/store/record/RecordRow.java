package dev.syncline.store.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The canonical copy of something that systems share.
 *
 * @param data its fields as JSON text
 * @param mergedInto the record it became a part of
 */
public record RecordRow(
    String entity,
    UUID recordId,
    int version,
    String data,
    @Nullable Instant modifiedAt,
    UUID createdBy,
    UUID updatedBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt,
    @Nullable UUID mergedInto) {}
