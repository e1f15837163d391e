package dev.syncline.activities.dedupe.matching;

import java.util.BitSet;

/** What each level is worth in bits, alone and where the place's parent agrees. */
final class Evidence {
  /** From so many bits on a place counts as agreeing. */
  private static final double AGREES = 1;

  private final Personal personal;
  private final int[] parent;
  private final double[][] bits;
  private final double[][] given;

  Evidence(MatchModel model) {
    this(model.layout(), model.weights(), model.dependence(), model.births());
  }

  /**
   * While learning.
   *
   * @param births whether it is known how often birth dates are wrong
   */
  Evidence(Layout layout, Weights weights, Dependence dependence, boolean births) {
    this.parent = dependence.parent();
    this.bits = weights.bits();
    this.personal = new Personal(layout, bits, births);
    this.given = new double[bits.length][];
    for (int place = 0; place < bits.length; place++) {
      double[] u = dependence.given(place);
      given[place] = u == null ? bits[place] : lowered(bits[place], weights.m()[place], u);
    }
  }

  /** A field never says more for being expected, neither way. */
  private static double[] lowered(double[] alone, double[] m, double[] u) {
    double[] lowered = new double[alone.length];
    for (int level = 0; level < alone.length; level++) {
      double own = Math.log(m[level] / u[level]) / Math.log(2);
      lowered[level] =
          alone[level] > 0
              ? Math.max(0, Math.min(own, alone[level]))
              : Math.min(0, Math.max(own, alone[level]));
    }
    return lowered;
  }

  /** Whether what the place says is partly said by its parent already. */
  boolean expected(long pattern, int place) {
    int above = parent[place];
    int at = above < 0 ? 0 : Patterns.at(pattern, above);
    return at > 0 && bits[above][at - 1] >= AGREES;
  }

  /** Of a place whose values are both there. */
  double bits(long pattern, int place) {
    int level = Patterns.at(pattern, place) - 1;
    return expected(pattern, place) ? given[place][level] : bits[place][level];
  }

  /** The sum over all places but some. */
  double sum(long pattern, BitSet without) {
    double sum = 0;
    for (int place = 0; place < bits.length; place++) {
      if (Patterns.at(pattern, place) > 0 && !without.get(place)) {
        sum += bits(pattern, place);
      }
    }
    return sum;
  }

  /** How likely the pair is one, for learning: who only lives together teaches nothing. */
  double probability(double prior, long pattern, BitSet without) {
    return personal.most(pattern) < Double.POSITIVE_INFINITY
        ? 0
        : Scorer.probability(prior + sum(pattern, without));
  }

  /** The weight, within what the likeness of a household may come to. */
  double bounded(double weight, long pattern) {
    return Math.min(weight, personal.most(pattern));
  }

  boolean highest(int place, int level) {
    return level == bits[place].length - 1;
  }

  int places() {
    return bits.length;
  }
}
