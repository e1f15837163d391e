package dev.syncline.activities.dedupe.matching;

import java.util.HashMap;
import java.util.Map;

/** How often each value of a column occurs: agreeing on a frequent one says less. */
final class Frequencies {
  private static final double KNOWN = 50;

  private final Map<String, Integer> counts;
  private int total;

  Frequencies() {
    this(new HashMap<>(), 0);
  }

  Frequencies(Map<String, Integer> counts, int total) {
    this.counts = counts;
    this.total = total;
  }

  void add(String value) {
    counts.merge(value, 1, Integer::sum);
    total++;
  }

  /**
   * The chance that another record, which is not the same, has this value too. The one or two
   * records that are being compared themselves do not count.
   *
   * @param usual the chance for any value: what holds where few values are known
   */
  double of(String value, double usual) {
    int others = Math.max(counts.getOrDefault(value, 1) - 2, 0);
    return (others == 0 ? Math.min(0.5, KNOWN * usual) : others + KNOWN * usual) / (total + KNOWN);
  }

  /** The share of all pairs of records in which both have the same value. */
  double same() {
    double pairs = 0;
    for (int count : counts.values()) {
      pairs += (double) count * (count - 1);
    }
    return total < 2 ? 0 : pairs / total / (total - 1);
  }

  int total() {
    return total;
  }

  Map<String, Integer> counts() {
    return counts;
  }
}
