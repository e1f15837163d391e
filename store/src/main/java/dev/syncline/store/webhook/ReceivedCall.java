package dev.syncline.store.webhook;

import java.time.Duration;
import java.util.List;

/**
 * A call of another system, verified.
 *
 * @param fingerprint by which a repeat is known
 * @param known for how long
 * @param changes what it is about
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record ReceivedCall(
    String connection, byte[] fingerprint, Duration known, List<ChangedRecord> changes) {
  public ReceivedCall {
    changes = List.copyOf(changes);
  }
}
