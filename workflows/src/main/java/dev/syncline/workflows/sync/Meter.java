package dev.syncline.workflows.sync;

import dev.syncline.domain.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run's {@link Progress}: fetching counts to 10 %, transforming to 30, saving to 90,
 * completing to 100. The percentage never falls.
 */
final class Meter {
  private Phase phase = Phase.FETCHING;
  private @Nullable Long total;
  private long processed;
  private long before;
  private long planned;
  private double read;
  private int percentage;

  Meter() {}

  void resumed(long alreadyProcessed) {
    processed = alreadyProcessed;
  }

  /** The next system is read. */
  void nextLeg() {
    before = processed;
  }

  void fetched(FetchResult fetch) {
    if (fetch.total() != null) {
      total = Math.max(before + fetch.total(), processed);
    }
    if (fetch.done()) {
      read = 1;
    } else if (fetch.fraction() != null) {
      read = Math.max(read, fetch.fraction());
    }
    raise(fetch.done() ? 10 : (int) (10 * read));
    if (phase == Phase.FETCHING) {
      phase = Phase.TRANSFORMING;
    }
  }

  void entered(Phase next) {
    phase = next;
    if (next == Phase.SAVING) {
      raise(processed == 0 ? 30 : 0);
    } else if (next == Phase.COMPLETING) {
      raise(90);
    }
  }

  /** Counts records that are in the plan: nothing of them is done yet. */
  void planned(long records) {
    planned += records;
    double share = total != null && total > 0 ? Math.min(1.0, (double) planned / total) : read;
    raise(10 + (int) (20 * share));
  }

  void saved(long records, boolean last) {
    processed += records;
    if (last) {
      total = processed;
    }
    double share =
        total != null && total > 0 ? Math.min(1.0, (double) processed / total) : Math.min(1, read);
    raise(30 + (int) (60 * share));
  }

  void finished() {
    phase = Phase.COMPLETING;
    total = processed;
    percentage = 100;
  }

  private void raise(int to) {
    percentage = Math.min(99, Math.max(percentage, to));
  }

  Progress progress() {
    return new Progress(phase, total, processed, percentage);
  }
}
