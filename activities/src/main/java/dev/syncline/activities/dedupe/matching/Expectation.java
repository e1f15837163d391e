package dev.syncline.activities.dedupe.matching;

import java.util.BitSet;

/**
 * Expectation–maximisation over the pairs that one blocking rule yields: learns, without labels,
 * how often each level is met among the pairs that are one. The presets serve as a prior, worth as
 * many pairs as {@link #PRIOR} says. Places that the rule itself looks at are left out.
 */
final class Expectation {
  /**
   * The share of pairs that are one in which a field may differ. Where more would, what was taken
   * for one are pairs that something else has in common.
   */
  private static final double MOST_DIFFER = 0.6;

  /** The share of pairs that are one in which birth dates may clearly differ. */
  private static final double MOST_BORN_APART = 0.3;

  private static final int ROUNDS = 40;
  private static final double PRIOR = 30;

  private final Layout layout;
  private final Weights start;
  private final BitSet without;
  private final Dependence dependence;

  Expectation(Layout layout, Weights start, Dependence dependence, BitSet without) {
    this.layout = layout;
    this.start = start;
    this.without = without;
    this.dependence = dependence;
  }

  /**
   * What was learnt.
   *
   * @param matches how many pairs are one; 0 where nothing was learnt
   * @param births how many of them tell how often birth dates are wrong
   */
  record Learnt(Weights weights, double matches, double births) {}

  /**
   * What was learnt, and whether it is plausible that the pairs are one.
   *
   * @param plausible false where most of them differ in many fields, or in the birth date
   */
  private record Tried(Learnt learnt, boolean plausible) {}

  /**
   * Birth dates are wrong now and then. Where most of the pairs that were taken for one are of
   * people born on other days, they are namesakes: then such pairs teach nothing.
   *
   * @param most the share of the pairs that can be one at most
   */
  Learnt run(Counted pairs, double start, double most) {
    Tried first = attempt(pairs, start, most, true);
    if (first.plausible) {
      return first.learnt;
    }
    Tried second = attempt(pairs, start, most, false);
    return second.plausible ? second.learnt : new Learnt(this.start, 0, 0);
  }

  /**
   * Learns once.
   *
   * @param births whether pairs teach whose birth dates clearly differ
   */
  private Tried attempt(Counted pairs, double start, double most, boolean births) {
    int born = layout.column(Role.BIRTH_DATE);
    double dated = 0;
    double apart = 0;
    double share = Math.min(start, most);
    Weights now = this.start;
    double matches = share * pairs.total();
    for (int round = 0; round < ROUNDS; round++) {
      double[][] m = scaled(this.start.m());
      matches = 0;
      dated = 0;
      apart = 0;
      Evidence evidence = new Evidence(layout, now, dependence, births);
      double prior = Math.log(share / (1 - share)) / Math.log(2);
      for (int i = 0; i < pairs.patterns().length; i++) {
        long pattern = pairs.patterns()[i];
        double one = pairs.counts()[i] * evidence.probability(prior, pattern, without);
        matches += one;
        int at = born < 0 || without.get(born) ? 0 : Patterns.at(pattern, born);
        dated += at > 0 ? one : 0;
        apart += at == 1 ? one : 0;
        add(m, pattern, one);
      }
      double before = share;
      share = Math.min(most, Math.max(matches, 1) / pairs.total());
      now = new Weights(normal(m), this.start.u());
      if (Math.abs(share - before) < 1e-7 * before) {
        break;
      }
    }
    boolean namesakes = births && apart > MOST_BORN_APART * dated;
    return new Tried(
        new Learnt(now, matches, births ? dated : 0), !namesakes && !differInMany(now));
  }

  /** Whether so many fields differ in most of the pairs that these are hardly one. */
  private boolean differInMany(Weights learnt) {
    int differing = 0;
    int looked = 0;
    for (int place = 0; place < layout.columns().size(); place++) {
      if (!without.get(place)) {
        looked++;
        differing += learnt.m()[place][0] >= 0.99 * MOST_DIFFER ? 1 : 0;
      }
    }
    return differing >= 2 && 3 * differing >= looked;
  }

  private void add(double[][] sums, long pattern, double count) {
    for (int place = 0; place < sums.length; place++) {
      int at = Patterns.at(pattern, place);
      if (at > 0) {
        sums[place][at - 1] += count;
      }
    }
  }

  private static double[][] scaled(double[][] rates) {
    double[][] sums = new double[rates.length][];
    for (int place = 0; place < rates.length; place++) {
      sums[place] = new double[rates[place].length];
      for (int level = 0; level < sums[place].length; level++) {
        sums[place][level] = PRIOR * rates[place][level];
      }
    }
    return sums;
  }

  private static double[][] normal(double[][] sums) {
    for (double[] levels : sums) {
      double all = 0;
      for (double level : levels) {
        all += level;
      }
      double agreeing = all - levels[0];
      double differing = Math.min(MOST_DIFFER, levels[0] / all);
      levels[0] = differing;
      for (int level = 1; level < levels.length; level++) {
        levels[level] *= (1 - differing) / agreeing;
      }
    }
    return sums;
  }
}
