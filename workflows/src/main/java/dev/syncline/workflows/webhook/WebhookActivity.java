package dev.syncline.workflows.webhook;

import io.temporal.activity.ActivityInterface;

/** Takes the next step of reading a resource again. */
@ActivityInterface
public interface WebhookActivity {
  /** Settles a run that has ended, starts one where something waits, and tells what is left. */
  WebhookStep advance(WebhookRef resource);
}
