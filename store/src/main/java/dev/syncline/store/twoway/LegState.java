package dev.syncline.store.twoway;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands now, and what is remembered of its row in one system.
 *
 * @param record the record's data as JSON
 * @param externalId null where the system has no row of it
 * @param base what the system last showed, null where there is no row
 * @param recordBase what the record held then
 * @param sent what a write without an answer was made from
 * @param open the fields that wait for a person, each with what this system shows of it where that
 *     is known; a JSON object
 * @param gone whether a person is to decide over a row that the system has no longer
 */
public record LegState(
    UUID recordId,
    String record,
    int version,
    boolean deleted,
    @Nullable Instant recordModified,
    @Nullable String externalId,
    @Nullable UUID hash,
    @Nullable String base,
    @Nullable String recordBase,
    @Nullable String sent,
    @Nullable String replaced,
    int flips,
    String open,
    boolean gone) {}
