package dev.syncline.store.metric;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import java.time.Duration;

/**
 * What the runs of a task came to that ended so.
 *
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
    long retries,
    Counts records,
    DeliveredCounts delivered) {}
