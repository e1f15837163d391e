package dev.syncline.activities.notify;

import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.PinnedClient;
import dev.syncline.definitions.NotifySpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.notification.NotificationRow;
import dev.syncline.store.notification.NotifySecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts messages, signed. The address passes the check that every outgoing address passes;
 * redirects are not followed.
 */
@Component
class WebhookChannel implements Channel {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final NotifySecrets secrets;
  private final ConnectorContext context;
  private final Clock clock;
  private final String ownSecret;
  private final PinnedClient client = new PinnedClient();

  /**
   * @param ownSecret signs for every tenant in place of the generated secrets, where it is given
   */
  WebhookChannel(
      NotifySecrets secrets,
      ConnectorContext context,
      Clock clock,
      @Value("${syncline.notify.secret:}") String ownSecret) {
    this.secrets = secrets;
    this.context = context;
    this.clock = clock;
    this.ownSecret = ownSecret;
  }

  @Override
  public String word() {
    return "webhook";
  }

  @Override
  public boolean wanted(NotifySpec spec) {
    return spec.webhook() != null;
  }

  @Override
  public void send(String tenant, NotificationRow message, NotifySpec spec) {
    URI address = address(String.valueOf(spec.webhook()));
    context.egress().check(address);
    HttpRequest request = request(tenant, message, address);
    try {
      PinnedClient.Answer answer = client.send(request, ANSWER, context.egress(), () -> {});
      if (answer.status() / 100 != 2) {
        throw SynclineException.of(Category.UNAVAILABLE, "the webhook answered " + answer.status());
      }
    } catch (IOException | TimeoutException e) {
      throw SynclineException.of(
              Category.UNAVAILABLE, "the webhook did not answer: " + e.getClass().getSimpleName())
          .because(e);
    }
  }

  private HttpRequest request(String tenant, NotificationRow message, URI address) {
    String secret = ownSecret.isBlank() ? secrets.of(tenant) : ownSecret;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Syncline")
            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
    Map<String, String> signed =
        Signature.headers(
            secret, message.id().toString(), clock.instant().getEpochSecond(), message.body());
    signed.forEach(request::header);
    return request.build();
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw SynclineException.of(Category.INVALID, "the webhook's address cannot be read")
          .because(e);
    }
  }
}
