package dev.syncline.activities.dedupe.matching;

import java.util.HashMap;
import java.util.Map;

/** How often each value of a column occurs: agreeing on a frequent one says less. */
final class Frequencies {
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
   */
  double of(String value) {
    return Math.max(counts.getOrDefault(value, 1) - 2, 0.5) / Math.max(total, 2);
  }

  int total() {
    return total;
  }

  Map<String, Integer> counts() {
    return counts;
  }
}
