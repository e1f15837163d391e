package dev.syncline.activities.webhook;

import dev.syncline.control.webhook.Rereading;
import dev.syncline.store.webhook.PendingResource;
import dev.syncline.workflows.webhook.WebhookActivity;
import dev.syncline.workflows.webhook.WebhookRef;
import dev.syncline.workflows.webhook.WebhookStep;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The {@link WebhookActivity}. A process that only lives for one command leaves it to others. */
@Component
public class WebhookReading implements WebhookActivity {
  private final Rereading rereading;
  private final boolean enabled;

  WebhookReading(
      Rereading rereading, @Value("${syncline.triggers.enabled:false}") boolean enabled) {
    this.rereading = rereading;
    this.enabled = enabled;
  }

  @Override
  public WebhookStep advance(WebhookRef of) {
    return enabled
        ? rereading.advance(new PendingResource(of.tenant(), of.connection(), of.resource()))
        : WebhookStep.NOTHING_LEFT;
  }
}
