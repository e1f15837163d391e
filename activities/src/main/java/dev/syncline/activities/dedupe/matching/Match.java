package dev.syncline.activities.dedupe.matching;

/**
 * Two records that may be one.
 *
 * @param left index of the first
 * @param right index of the second, larger
 * @param weight base-2 logarithm of the odds
 */
record Match(int left, int right, double weight) {
  /** The weight of a pair that an exact key makes one. */
  static final double CERTAIN = 60;

  double score() {
    return Scorer.probability(weight);
  }
}
