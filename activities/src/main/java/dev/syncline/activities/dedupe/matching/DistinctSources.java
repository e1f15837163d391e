package dev.syncline.activities.dedupe.matching;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Tells from the matches which sources list each thing once. Where a record's best match lies in
 * another source, the best one in its own source tells: in a source with duplicates it is as good
 * just as often; in a clean one, only something similar is left, which scores less.
 */
final class DistinctSources {
  private static final int FEWEST = 20;
  private static final double RARELY = 0.25;

  private DistinctSources() {}

  /**
   * @param matches those that would be merged
   * @param byDefault what holds where there is too little to tell
   */
  static BitSet of(
      List<Match> matches, int records, IntUnaryOperator source, int sources, boolean byDefault) {
    double[] within = new double[records];
    double[] across = new double[records];
    for (Match match : matches) {
      boolean same = source.applyAsInt(match.left()) == source.applyAsInt(match.right());
      double[] best = same ? within : across;
      best[match.left()] = Math.max(best[match.left()], match.weight());
      best[match.right()] = Math.max(best[match.right()], match.weight());
    }
    BitSet distinct = new BitSet();
    for (int of = 0; of < sources && sources > 1; of++) {
      int met = 0;
      int rivalled = 0;
      for (int i = 0; i < records; i++) {
        if (source.applyAsInt(i) == of && across[i] > 0) {
          met++;
          rivalled += within[i] >= across[i] ? 1 : 0;
        }
      }
      distinct.set(of, met < FEWEST ? byDefault : rivalled <= RARELY * met);
    }
    return distinct;
  }
}
