package dev.syncline.store.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a record.
 *
 * @param data what stood before, as JSON text
 * @param syncId the run that replaced it
 * @param by the person who did by hand, or the strategy that decided between two changes
 */
public record HistoryRow(
    int version,
    String data,
    UUID syncId,
    String operation,
    @Nullable String connection,
    @Nullable String externalId,
    @Nullable String by,
    Instant at) {}
