package dev.syncline.store.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Calls for tests. */
final class Received {
  private Received() {}

  /** A call of a shop by its delivery id, about some of its orders. */
  static ReceivedCall call(String delivery, String... orders) {
    List<ChangedRecord> changes =
        Stream.of(orders).map(order -> new ChangedRecord("orders", order)).toList();
    return new ReceivedCall(
        "shop", delivery.getBytes(StandardCharsets.UTF_8), Duration.ofDays(7), changes);
  }
}
