package dev.syncline.activities.dedupe.matching;

import java.util.BitSet;

/**
 * Expectation–maximisation over the pairs that one blocking rule yields: learns, without labels,
 * how often each level is met among the pairs that are one. The presets serve as a prior, worth as
 * many pairs as {@link #PRIOR} says. Places that the rule itself looks at are left out.
 */
final class Expectation {
  private static final int ROUNDS = 40;
  private static final double PRIOR = 30;

  private final Layout layout;
  private final Weights start;
  private final BitSet without;
  private final boolean learnsRandom;

  Expectation(Layout layout, Weights start, BitSet without, boolean learnsRandom) {
    this.layout = layout;
    this.start = start;
    this.without = without;
    this.learnsRandom = learnsRandom;
  }

  /**
   * What was learnt.
   *
   * @param share of the pairs that are one
   */
  record Learnt(Weights weights, double share, double matches) {}

  Learnt run(Counted pairs, double share) {
    Weights now = copy(start);
    double matches = share * pairs.total();
    for (int round = 0; round < ROUNDS; round++) {
      double[][] m = scaled(start.m());
      double[][] u = scaled(start.u());
      matches = 0;
      for (int i = 0; i < pairs.patterns().length; i++) {
        long pattern = pairs.patterns()[i];
        double one = pairs.counts()[i] * posterior(now, pattern, share);
        matches += one;
        add(m, pattern, one);
        add(u, pattern, pairs.counts()[i] - one);
      }
      double before = share;
      share = Math.min(0.95, Math.max(matches, 1) / pairs.total());
      now = new Weights(normal(m), learnsRandom ? normal(u) : start.u());
      if (Math.abs(share - before) < 1e-7 * before) {
        break;
      }
    }
    return new Learnt(now, share, matches);
  }

  private double posterior(Weights now, long pattern, double share) {
    double odds = share / (1 - share);
    for (int place = 0; place < layout.places(); place++) {
      int at = Patterns.at(pattern, place);
      if (at > 0 && !without.get(place)) {
        odds *= now.m()[place][at - 1] / now.u()[place][at - 1];
      }
    }
    return odds / (1 + odds);
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
      for (int level = 0; level < levels.length; level++) {
        levels[level] /= all;
      }
    }
    return sums;
  }

  private static Weights copy(Weights weights) {
    double[][] m = new double[weights.m().length][];
    double[][] u = new double[m.length][];
    for (int place = 0; place < m.length; place++) {
      m[place] = weights.m()[place].clone();
      u[place] = weights.u()[place].clone();
    }
    return new Weights(m, u);
  }
}
