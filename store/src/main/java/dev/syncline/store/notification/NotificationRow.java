package dev.syncline.store.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message and what became of it.
 *
 * @param status {@code pending}, {@code sent} or {@code failed}
 * @param attempt how many attempts were made
 * @param message why the last attempt failed
 */
public record NotificationRow(
    UUID id,
    String task,
    String channel,
    String kind,
    String body,
    String status,
    int attempt,
    Instant dueAt,
    @Nullable String message,
    Instant createdAt,
    Instant updatedAt) {}
