package dev.syncline.activities.deliver;

import dev.syncline.definitions.RetrySpec;
import dev.syncline.store.delivery.DeliveryResults;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.delivery.DeliveryInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides over rows that were not written: they wait for another attempt as the task's {@code
 * retry} says, or are refused. Where a system takes some and then asks for patience, the attempts
 * of those that it did not get to are not counted.
 */
final class NextAttempt {
  private static final Logger log = LoggerFactory.getLogger(NextAttempt.class);

  private final DeliveryInput input;
  private final RetrySpec retry;
  private final DeliveryResults results;

  NextAttempt(DeliveryInput input, RetrySpec retry, DeliveryResults results) {
    this.input = input;
    this.retry = retry;
    this.results = results;
  }

  /** How long to wait before it, zero where nothing waits. */
  Duration after(List<Unsent> rows, NewestStates newest, boolean progress) {
    List<Refusal> refused = new ArrayList<>();
    List<OutboxRow> counted = new ArrayList<>();
    List<OutboxRow> spared = new ArrayList<>();
    Duration pause = Duration.ZERO;
    for (Unsent row : rows) {
      boolean retryable = row.why().category().retryable();
      boolean spare = row.whole() && progress;
      int failures = row.row().attempt() + 1;
      if (!retryable || (!spare && failures > retry.maxAttempts())) {
        refuse(row, newest, refused);
        continue;
      }
      (spare ? spared : counted).add(row.row());
      pause = longer(pause, pause(spare ? 1 : failures), row.why().retryAfter().orElse(pause));
    }
    if (!pause.isZero()) {
      log.info(
          "delivery to {} waits {}: {}",
          input.connection(),
          pause,
          rows.get(rows.size() - 1).why().getMessage());
    }
    results.refused(input.tenant(), input.connection(), refused);
    results.attempted(input.tenant(), counted);
    results.spared(input.tenant(), spared);
    return pause;
  }

  private static void refuse(Unsent row, NewestStates newest, List<Refusal> refused) {
    boolean later = row.why().category().retryable();
    Refusal refusal = new Refusal(row.row(), row.why().code(), row.why().getMessage(), later);
    newest.olderThan(row.row()).forEach(older -> refused.add(refusal.of(older)));
    refused.add(refusal);
  }

  private Duration pause(int failures) {
    return new RetryPolicy(
            retry.maxAttempts(), retry.initial(), retry.multiplier(), retry.max(), retry.jitter())
        .pause(failures, ThreadLocalRandom.current().nextDouble());
  }

  private static Duration longer(Duration... pauses) {
    return Stream.of(pauses).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
