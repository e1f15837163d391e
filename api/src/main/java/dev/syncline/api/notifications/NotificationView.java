package dev.syncline.api.notifications;

import dev.syncline.store.notification.NotificationRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message and what became of it; addresses are not shown, some of them are secrets. */
record NotificationView(
    UUID id,
    String task,
    String channel,
    String type,
    String status,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt,
    JsonNode body) {
  static NotificationView of(NotificationRow row) {
    return new NotificationView(
        row.id(),
        row.task(),
        row.channel(),
        row.kind(),
        row.status(),
        row.attempt(),
        row.status().equals("pending") ? row.dueAt() : null,
        row.message(),
        row.createdAt(),
        row.updatedAt(),
        JsonMapper.shared().readTree(row.body()));
  }
}
