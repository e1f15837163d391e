package dev.syncline.api.connections;

import dev.syncline.control.connection.Preflight.Verdict;
import dev.syncline.store.connection.StoredConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection without its secrets.
 *
 * @param credentialNames which credentials it has
 * @param status ready, not_enabled or not_configured
 * @param problems why it is not configured
 * @param managedBy the sync file that defines it; such a connection is read-only here
 */
record ConnectionView(
    String name,
    String connector,
    boolean enabled,
    JsonNode settings,
    List<String> credentialNames,
    String status,
    List<String> problems,
    @Nullable String managedBy,
    Instant createdAt,
    Instant updatedAt) {

  static ConnectionView of(StoredConnection stored, Verdict verdict) {
    return new ConnectionView(
        stored.name(),
        stored.connector(),
        stored.enabled(),
        JsonMapper.shared().readTree(stored.settings()),
        stored.credentialNames(),
        verdict.readiness().word(),
        verdict.problems(),
        stored.managedBy(),
        stored.createdAt(),
        stored.updatedAt());
  }
}
