package dev.syncline.store.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key itself.
 *
 * @param prefix its public first part, which names it
 * @param expiresAt when it ends by itself; null where it does not
 * @param lastUsedAt when it was last used, to the minute; null where it never was
 */
public record ApiKey(
    String tenant,
    String prefix,
    Role role,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
