package dev.syncline.connectors.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call says, its signature being right.
 *
 * @param deliveryId the system's own id of this delivery, the same when it is repeated; null where
 *     it gives none
 * @param timestamp when it was sent, as the call says; null where it does not
 * @param changes what changed; empty for a call that only tries the address
 */
public record WebhookEvent(
    @Nullable String deliveryId, @Nullable String timestamp, List<Change> changes) {

  public WebhookEvent {
    changes = List.copyOf(changes);
  }

  /**
   * A record that changed, was made or removed: all the same, it is read again.
   *
   * @param resource where it lies; null where the call does not tell: every resource that is read
   * @param externalId which one; null where the call does not tell: all that changed lately
   */
  public record Change(@Nullable String resource, @Nullable String externalId) {}
}
