package dev.syncline.activities.dedupe.matching;

import java.util.List;

/**
 * All that is known about how records of a kind match: what is compared, what each level is worth,
 * how frequent values are, how many duplicates to expect.
 *
 * @param partners how many records a record is the same as, on average
 * @param share of the pairs that meet in a block that are one; negative where the number of records
 *     decides
 */
record MatchModel(
    Layout layout,
    Weights weights,
    Dependence dependence,
    List<Frequencies> terms,
    double partners,
    double share) {

  /** The logarithm to base 2 of the odds that two records are one, before they are compared. */
  double prior(long records) {
    return share > 0 ? odds(share) : prior(partners, records);
  }

  static double prior(double partners, long records) {
    return odds(Math.min(0.3, Math.max(partners, 0.02) / Math.max(20, records)));
  }

  private static double odds(double chance) {
    return Math.log(chance / (1 - chance)) / Math.log(2);
  }
}
