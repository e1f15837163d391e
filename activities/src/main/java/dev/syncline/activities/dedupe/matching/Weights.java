package dev.syncline.activities.dedupe.matching;

/**
 * How often each level is met at each place, among pairs that are one (m) and among pairs that are
 * not (u).
 */
@SuppressWarnings("ArrayRecordComponent")
record Weights(double[][] m, double[][] u) {
  /** Beside the next level's share of the pairs that are one. */
  private static final double SELDOM = 0.1;

  /** How many bits a higher level may gain by a lower one. */
  private static final double MOST_RAISED = 3;

  static Weights presets(Layout layout) {
    double[][] m = new double[layout.places()][];
    double[][] u = new double[layout.places()][];
    for (int place = 0; place < m.length; place++) {
      m[place] = layout.matching(place).clone();
      u[place] = layout.random(place).clone();
      double[] fixed =
          place < layout.columns().size()
              ? FixedBits.of(layout.preset(), layout.columns().get(place))
              : null;
      for (int level = 0; fixed != null && level < fixed.length; level++) {
        u[place][level] = m[place][level] / Math.pow(2, fixed[level]);
      }
    }
    return new Weights(m, u);
  }

  /** The base-2 logarithm of how much more likely a level is among pairs that are one. */
  double bits(int place, int level) {
    return Math.log(m[place][level] / u[place][level]) / Math.log(2);
  }

  /**
   * All of them, such that a higher level never is worth less than a lower one. Where it would be,
   * it is raised by a few bits, unless the lower level hardly ever occurs among pairs that are one:
   * that says little of it, and it is brought down. The very same frequent name is not worth what a
   * slip in it would be.
   */
  double[][] bits() {
    double[][] bits = new double[m.length][];
    for (int place = 0; place < m.length; place++) {
      int levels = m[place].length;
      bits[place] = new double[levels];
      for (int level = 0; level < levels; level++) {
        bits[place][level] = bits(place, level);
      }
      for (int level = levels - 2; level >= 0; level--) {
        double most = m[place][level] < SELDOM * m[place][level + 1] ? 0 : MOST_RAISED;
        bits[place][level] = Math.min(bits[place][level], bits[place][level + 1] + most);
      }
      bits[place][0] = Math.min(bits[place][0], 0);
      for (int level = 1; level < levels; level++) {
        bits[place][level] = Math.max(bits[place][level], bits[place][level - 1]);
      }
    }
    return bits;
  }
}
