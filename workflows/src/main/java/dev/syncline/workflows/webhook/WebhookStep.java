package dev.syncline.workflows.webhook;

import java.time.Duration;

/**
 * Where the reading stands.
 *
 * @param more whether something is being read, or waits for its turn
 * @param pause when to look again
 */
public record WebhookStep(boolean more, Duration pause) {
  public static final WebhookStep NOTHING_LEFT = new WebhookStep(false, Duration.ZERO);

  /** Look again after that time. */
  public static WebhookStep after(Duration pause) {
    return new WebhookStep(true, pause);
  }
}
