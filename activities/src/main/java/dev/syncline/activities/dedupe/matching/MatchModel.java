package dev.syncline.activities.dedupe.matching;

import java.util.List;

/**
 * All that is known about how records of a kind match: what is compared, what each level is worth,
 * how frequent values are, how many duplicates to expect.
 *
 * @param partners how many records a record is the same as, on average
 * @param meetings for each blocking rule the chance that two records that are not one meet by it;
 *     empty where that is not known
 * @param births whether it was learnt how often birth dates are wrong
 * @param share of the pairs that meet in a block that are one; negative where the number of records
 *     decides
 */
@SuppressWarnings("ArrayRecordComponent")
record MatchModel(
    Layout layout,
    Weights weights,
    Dependence dependence,
    List<Frequencies> terms,
    double[] meetings,
    double partners,
    boolean births,
    double share) {
  private static final double[] UNKNOWN = {};

  /** As the presets have it: nothing learnt but how frequent values are. */
  static MatchModel preset(Layout layout, List<Frequencies> terms, double partners, double share) {
    return new MatchModel(
        layout,
        Weights.presets(layout),
        Dependence.none(layout.places()),
        terms,
        UNKNOWN,
        partners,
        false,
        share);
  }

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
