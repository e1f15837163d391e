package dev.syncline.store.metric;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import java.time.Duration;
import java.util.List;

/**
 * What the runs of a task came to that ended so.
 *
 * @param durations how many of them took up to each of {@link RunTotals#BUCKETS}, and longer
 * @param records all skipped ones stand under unchanged
 */
public record RunTotal(
    String tenant,
    String task,
    String entity,
    String trigger,
    String status,
    long runs,
    Duration duration,
    List<Long> durations,
    long retries,
    Counts records,
    DeliveredCounts delivered) {

  public RunTotal {
    durations = List.copyOf(durations);
  }
}
