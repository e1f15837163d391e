package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Puts matches together, the surest first. Two clusters become one only where the pairs between
 * them, those that nobody proposed included, speak for it on average; and never where both hold a
 * record of a source that lists each thing once. So A~B and B~C do not make A and C one against the
 * evidence.
 */
final class Clusters {
  /** No single pair outweighs more than so many bits of others. */
  private static final double SWAY = 12;

  private final List<List<Integer>> members = new ArrayList<>();
  private final int[] cluster;
  private final IntUnaryOperator source;
  private final BitSet distinct;

  /** Clusters that are records already: no two of them become one here. */
  private final BitSet settled = new BitSet();

  /** The match weight of any two records. */
  @FunctionalInterface
  interface PairWeight {
    double of(int left, int right);
  }

  /**
   * @param source the source of each record
   * @param distinct the sources that list each thing once
   */
  Clusters(int records, IntUnaryOperator source, BitSet distinct) {
    this.cluster = new int[records];
    this.source = source;
    this.distinct = distinct;
    for (int i = 0; i < records; i++) {
      cluster[i] = i;
      members.add(new ArrayList<>(List.of(i)));
    }
  }

  /** Puts a record where it is known to belong: to the cluster of an earlier one, or its own. */
  void settle(int record, int with) {
    if (record != with) {
      join(cluster[record], cluster[with]);
    }
    settled.set(cluster[with]);
  }

  /**
   * @param matches sorted, surest first
   */
  Clusters merge(List<Match> matches, PairWeight weight) {
    for (Match match : matches) {
      int a = cluster[match.left()];
      int b = cluster[match.right()];
      if (a != b && joins(match, a, b, weight)) {
        boolean intoA = settled.get(a) || (!settled.get(b) && larger(a, b));
        join(intoA ? b : a, intoA ? a : b);
      }
    }
    return this;
  }

  private boolean joins(Match match, int a, int b, PairWeight weight) {
    return match.weight() >= Match.CERTAIN
        ? !(settled.get(a) && settled.get(b))
        : compatible(a, b) && agree(a, b, weight);
  }

  private boolean larger(int a, int b) {
    return members.get(a).size() >= members.get(b).size();
  }

  private void join(int from, int into) {
    for (int record : members.get(from)) {
      cluster[record] = into;
    }
    members.get(into).addAll(members.get(from));
    members.set(from, List.of());
  }

  private boolean compatible(int a, int b) {
    if (settled.get(a) && settled.get(b)) {
      return false;
    }
    for (int left : members.get(a)) {
      int of = source.applyAsInt(left);
      if (distinct.get(of)
          && members.get(b).stream().anyMatch(right -> source.applyAsInt(right) == of)) {
        return false;
      }
    }
    return true;
  }

  private boolean agree(int a, int b, PairWeight weight) {
    if (members.get(a).size() * members.get(b).size() == 1) {
      return true;
    }
    double sum = 0;
    for (int left : members.get(a)) {
      for (int right : members.get(b)) {
        sum += Math.max(-SWAY, Math.min(SWAY, weight.of(left, right)));
      }
    }
    return sum > 0;
  }

  /** The cluster a record is in, named by any number. */
  int of(int record) {
    return cluster[record];
  }
}
