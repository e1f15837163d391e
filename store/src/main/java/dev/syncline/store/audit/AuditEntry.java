package dev.syncline.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was to change something.
 *
 * @param actor the prefix of the API key, or {@code loopback}
 * @param role of the key, or null
 * @param route the path with its variables in braces, or null where nothing stands there
 * @param target the path that was called
 * @param status what it was answered with
 */
public record AuditEntry(
    Instant at,
    String actor,
    @Nullable String role,
    String method,
    @Nullable String route,
    String target,
    int status) {}
