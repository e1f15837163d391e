package dev.syncline.workflows.sync;

import dev.syncline.domain.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run's {@link Progress}: fetching counts to 10 %, transforming to 30, saving to 90,
 * completing to 100. The percentage never falls. How many records there are is known once the last
 * of the systems says how many it has, and is never less than what is done.
 */
final class Meter {
  private Phase phase = Phase.FETCHING;
  private int legs = 1;
  private int leg;
  private boolean wholeLegs = true;
  private @Nullable Long total;
  private @Nullable Long ofLeg;
  private long processed;
  private long before;
  private long planned;
  private double read;
  private boolean applies;
  private int percentage;

  Meter() {}

  /**
   * The run begins, or goes on.
   *
   * @param alreadyProcessed records that are done
   * @param systems how many it reads
   * @param at the one that is read next
   */
  void resumed(long alreadyProcessed, int systems, int at) {
    processed = alreadyProcessed;
    legs = Math.max(1, systems);
    leg = at;
    wholeLegs = at == 0;
  }

  /** The next system is read. */
  void nextLeg() {
    leg++;
    wholeLegs = true;
    before = seen();
    ofLeg = null;
    read = 0;
  }

  /** All is read; what follows writes the plan that was made of it. */
  void applies() {
    leg = legs;
    applies = true;
    total = planned > 0 ? Long.valueOf(planned) : total;
  }

  void fetched(FetchResult fetch) {
    ofLeg = fetch.total() == null ? ofLeg : fetch.total();
    if (ofLeg != null && wholeLegs && leg == legs - 1) {
      total = Math.max(before + ofLeg, seen());
    }
    if (fetch.done()) {
      read = 1;
    } else if (fetch.fraction() != null) {
      read = Math.max(read, fetch.fraction());
    }
    raise((int) (10 * (leg + read) / legs));
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
    atLeast(seen());
    raise(10 + (int) (20 * share(seen())));
  }

  /**
   * Counts records that are done.
   *
   * @param last whether no more come of this system, or of the plan
   */
  void saved(long records, boolean last) {
    processed += records;
    if (last && leg >= legs - 1) {
      total = processed;
    }
    atLeast(processed);
    raise(30 + (int) (60 * share(processed)));
  }

  /** What was read and committed, to the records or to a plan. */
  private long seen() {
    return processed + planned;
  }

  private void atLeast(long records) {
    if (total != null) {
      total = Math.max(total, records);
    }
  }

  /** Of several systems whose number of records nobody knows yet, each is as much as any other. */
  private double share(long records) {
    if (total != null && total > 0) {
      return Math.min(1, (double) records / total);
    }
    if (applies) {
      return 0;
    }
    double part =
        wholeLegs && ofLeg != null && ofLeg > 0
            ? Math.min(1, (double) (records - before) / ofLeg)
            : Math.min(1, read);
    return Math.min(1, (leg + part) / legs);
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
