package dev.syncline.store.sandbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that was recorded in place of being sent.
 *
 * @param key the idempotency key of the write
 * @param effect {@code created}, {@code updated} or {@code deleted}
 * @param headers as JSON text, secrets masked
 * @param body as JSON text
 */
public record RecordedRequest(
    long id,
    String connection,
    String resource,
    @Nullable UUID syncId,
    String key,
    String externalId,
    String effect,
    String method,
    String address,
    String headers,
    String body,
    Instant at) {}
