package dev.syncline.activities.mapping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as the conversion schema makes it.
 *
 * @param externalId the key's values, joined by {@code |} where there are several
 * @param data canonical JSON in UTF-8: keys sorted, absent values left out, no blanks
 * @param hash the first 128 bits of the data's SHA-256
 * @param modified when the source record last changed, if the source tells
 * @param status the source record's field {@code status}, for filters
 * @param exactKeys one hash for each exact match rule whose fields are all present
 * @param derived the further records that the source record makes
 * @param references the records of other entities that it names
 */
@SuppressWarnings("ArrayRecordComponent")
public record Mapped(
    String externalId,
    byte[] data,
    UUID hash,
    @Nullable Instant modified,
    @Nullable String status,
    List<UUID> exactKeys,
    List<Derived> derived,
    List<Reference> references) {}
