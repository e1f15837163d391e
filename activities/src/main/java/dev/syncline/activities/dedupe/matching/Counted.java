package dev.syncline.activities.dedupe.matching;

import java.util.Arrays;

/** Patterns and how many pairs came to each. */
@SuppressWarnings("ArrayRecordComponent")
record Counted(long[] patterns, double[] counts, double total) {

  /** Sorts the patterns on the way. */
  static Counted of(long[] all) {
    Arrays.sort(all);
    long[] patterns = new long[all.length];
    double[] counts = new double[all.length];
    int kinds = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        patterns[kinds++] = all[i];
      }
      counts[kinds - 1]++;
    }
    return new Counted(Arrays.copyOf(patterns, kinds), Arrays.copyOf(counts, kinds), all.length);
  }
}
