package dev.syncline.store.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A message to be sent at once.
 *
 * @param channel {@code webhook} or {@code email}
 * @param kind {@code alert}, {@code summary}, {@code recovered} or {@code notice}
 * @param body what is sent, as JSON text
 */
public record NewNotification(UUID id, String channel, String kind, String body, Instant at) {}
