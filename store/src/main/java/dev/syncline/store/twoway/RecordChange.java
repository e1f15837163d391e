package dev.syncline.store.twoway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a record changes outside of a window, as its history tells it.
 *
 * @param operation the word in the history
 * @param externalId the row of the place that it is about, where it is about one
 * @param modified when the values were set, where known
 * @param syncId the run that it follows from
 * @param by the person, or the strategy, that decided it; null where nothing was to be decided
 */
public record RecordChange(
    String operation,
    @Nullable String externalId,
    @Nullable Instant modified,
    UUID syncId,
    @Nullable String by) {}
