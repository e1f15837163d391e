package dev.syncline.store.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key itself.
 *
 * @param prefix its public first part, which names it
 */
public record ApiKey(
    String tenant, String prefix, Role role, Instant createdAt, @Nullable Instant revokedAt) {}
