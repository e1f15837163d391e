package dev.syncline.activities.dedupe.matching;

/**
 * How often each level is met at each place, among pairs that are one (m) and among pairs that are
 * not (u).
 */
@SuppressWarnings("ArrayRecordComponent")
record Weights(double[][] m, double[][] u) {

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

  /** All of them, such that a higher level never is worth less than a lower one. */
  double[][] bits() {
    double[][] bits = new double[m.length][];
    for (int place = 0; place < m.length; place++) {
      bits[place] = new double[m[place].length];
      for (int level = 0; level < bits[place].length; level++) {
        double own = bits(place, level);
        bits[place][level] = level == 0 ? Math.min(own, 0) : Math.max(own, bits[place][level - 1]);
      }
    }
    return bits;
  }
}
