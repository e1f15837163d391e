package dev.syncline.store.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run has to say of one record. */
public record RunItem(
    @Nullable String externalId,
    @Nullable UUID recordId,
    String operation,
    String status,
    @Nullable String phase,
    @Nullable String code,
    @Nullable String message,
    boolean recoverable,
    @Nullable Instant at) {}
