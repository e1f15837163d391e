package dev.syncline.control.webhook;

import dev.syncline.connectors.spi.Webhook;
import dev.syncline.connectors.spi.WebhookCall;
import dev.syncline.connectors.spi.WebhookEvent;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.webhook.ChangedRecord;
import dev.syncline.store.webhook.GroupCommit;
import dev.syncline.store.webhook.PendingResource;
import dev.syncline.store.webhook.ReceivedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the calls of other systems in. */
@Component
public class Webhooks {
  private static final Duration ID_KNOWN = Duration.ofDays(7);
  private static final Duration BODY_KNOWN = Duration.ofMinutes(10);

  private final WebhookDoor door;
  private final GroupCommit inbox;
  private final WebhookWaker waker;
  private final Clock clock;

  Webhooks(WebhookDoor door, GroupCommit inbox, WebhookWaker waker, Clock clock) {
    this.door = door;
    this.inbox = inbox;
    this.waker = waker;
    this.clock = clock;
  }

  /**
   * Verifies a call and stores it; what it is about is read again a moment later.
   *
   * @param loopback whether nobody but this machine can call
   * @return whether it is new; false for a repeat
   * @throws SynclineException NOT_FOUND, UNAUTHENTICATED with code BAD_SIGNATURE, INVALID
   */
  public boolean accept(String tenant, String connection, WebhookCall call, boolean loopback) {
    WebhookDoor.Open open = door.of(tenant, connection);
    Webhook webhook = open.webhook();
    if (webhook.unsigned() && !loopback) {
      throw SynclineException.of(
          Category.UNAUTHENTICATED,
          "BAD_SIGNATURE",
          "webhooks without a signature are taken on a loopback address only");
    }
    WebhookEvent event = webhook.read(call, clock.instant());
    List<ChangedRecord> changes =
        event.changes().stream().flatMap(change -> changed(change, open)).distinct().toList();
    boolean fresh =
        inbox.take(
            tenant,
            new ReceivedCall(
                connection,
                fingerprint(event, call),
                event.deliveryId() != null ? ID_KNOWN : BODY_KNOWN,
                changes));
    changes.stream()
        .map(ChangedRecord::resource)
        .distinct()
        .forEach(resource -> waker.wake(new PendingResource(tenant, connection, resource)));
    return fresh;
  }

  /** What nobody reads needs no reading again. */
  private static Stream<ChangedRecord> changed(WebhookEvent.Change change, WebhookDoor.Open open) {
    String id = Objects.requireNonNullElse(change.externalId(), "");
    return open.resources().stream()
        .filter(resource -> change.resource() == null || resource.equals(change.resource()))
        .map(resource -> new ChangedRecord(resource, id));
  }

  private static byte[] fingerprint(WebhookEvent event, WebhookCall call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (event.deliveryId() != null) {
        digest.update(text("id", event.deliveryId()));
      } else {
        digest.update(text("body", event.timestamp()));
        digest.update(call.body());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw SynclineException.of(Category.INTERNAL, "this Java has no SHA-256").because(e);
    }
  }

  private static byte[] text(String kind, @Nullable String value) {
    return (kind + "\n" + value + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
