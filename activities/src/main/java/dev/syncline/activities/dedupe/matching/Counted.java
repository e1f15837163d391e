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

  /** How many of them reach that level at that place. */
  double met(int place, int level) {
    double met = 0;
    for (int i = 0; i < patterns.length; i++) {
      met += Patterns.at(patterns[i], place) == level + 1 ? counts[i] : 0;
    }
    return met;
  }

  /** How often each level is met, with a prior worth that many pairs. */
  double[][] rates(double[][] prior, double strength) {
    double[][] rates = new double[prior.length][];
    for (int place = 0; place < prior.length; place++) {
      rates[place] = new double[prior[place].length];
      double all = strength;
      for (int level = 0; level < rates[place].length; level++) {
        rates[place][level] = strength * prior[place][level];
      }
      for (int i = 0; i < patterns.length; i++) {
        int at = Patterns.at(patterns[i], place);
        if (at > 0) {
          rates[place][at - 1] += counts[i];
          all += counts[i];
        }
      }
      for (int level = 0; level < rates[place].length; level++) {
        rates[place][level] /= all;
      }
    }
    return rates;
  }
}
