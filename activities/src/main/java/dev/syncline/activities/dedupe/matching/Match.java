package dev.syncline.activities.dedupe.matching;

/**
 * Two records that may be one.
 *
 * @param left index of the first
 * @param right index of the second, larger
 * @param weight base-2 logarithm of the odds
 */
record Match(int left, int right, double weight) {
  double score() {
    return Scorer.probability(weight);
  }
}
