package dev.syncline.store.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to say of one record.
 *
 * @param externalId its id in the system that is spoken of; of a record that was refused there and
 *     has none, the one in a system that it came from
 * @param connection whose id that is; null where there is none, or nobody noted it
 */
public record RunItem(
    @Nullable String externalId,
    @Nullable String connection,
    @Nullable UUID recordId,
    String operation,
    String status,
    @Nullable String phase,
    @Nullable String code,
    @Nullable String message,
    boolean recoverable,
    @Nullable Instant at) {}
