package dev.syncline.connectors.spi;

import java.time.Instant;

/** How a connection's system calls us: each connector knows its system's own signatures. */
public interface Webhook {
  /** Whether anybody may call: only ever allowed on a loopback address. */
  boolean unsigned();

  /**
   * Verifies a call and reads it.
   *
   * @throws dev.syncline.domain.SynclineException of category UNAUTHENTICATED, made by {@link
   *     Signatures#refused}, where the signature is wrong, missing or too old; INVALID where the
   *     signature is right and the body cannot be read
   */
  WebhookEvent read(WebhookCall call, Instant now);
}
