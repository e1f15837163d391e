package dev.syncline.store.connection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as stored, without its secrets.
 *
 * @param settings the settings as JSON text
 * @param credentialNames which credentials it has
 * @param sandbox whether writes are recorded and never sent
 * @param managedBy {@code file:PATH} where a sync file defines it, {@code project}, or null
 */
public record StoredConnection(
    String tenant,
    String name,
    String connector,
    boolean enabled,
    boolean sandbox,
    String settings,
    List<String> credentialNames,
    @Nullable String managedBy,
    Instant createdAt,
    Instant updatedAt) {}
