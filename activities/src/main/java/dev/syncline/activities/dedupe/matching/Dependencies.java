package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds which fields go together, in pairs of records that share one field's value and are not one,
 * by what the remaining fields say.
 */
final class Dependencies {
  private static final int PAIRS = 4_000;
  private static final int ROUNDS = 3;

  /** A field that agrees that much more often than by chance, in bits, goes together. */
  private static final double LEAST_BITS = 1;

  /** More bits than this tell two records from one. */
  private static final double TELLS = 3.5;

  private static final double DIFFERS = -5;
  private static final double LEAST_SHARE = 0.1;

  /**
   * Where fewer of the pairs that share a value are clearly two records, most of them are one, and
   * the rest are such with many errors.
   */
  private static final double CLEARLY_TWO = 0.15;

  private static final double LEAST_PAIRS = 15;
  private static final double KEPT = 10;

  private final Layout layout;
  private final List<@Nullable Object[]> records;
  private final Weights weights;
  private final double prior;

  /**
   * @param prior the logarithm of the odds that two records at random are one
   */
  Dependencies(Layout layout, List<@Nullable Object[]> records, Weights weights, double prior) {
    this.layout = layout;
    this.records = records;
    this.weights = weights;
    this.prior = prior;
  }

  /** Fields that go together hide each other at first, so that it takes a few rounds. */
  Dependence find() {
    List<long[]> patterns = new ArrayList<>();
    for (int from = 0; from < layout.columns().size(); from++) {
      patterns.add(sharing(from));
    }
    Dependence found = Dependence.none(layout.places());
    for (int round = 0; round < ROUNDS; round++) {
      found = tree(patterns, new Evidence(layout, weights, found, true));
    }
    return found;
  }

  private Dependence tree(List<long[]> patterns, Evidence evidence) {
    List<Dependence.Edge> edges = new ArrayList<>();
    for (int from = 0; from < patterns.size(); from++) {
      for (int to = 0; to < patterns.size(); to++) {
        if (from != to) {
          edge(patterns.get(from), evidence, from, to, edges);
        }
      }
    }
    edges.sort(
        Comparator.comparingDouble(Dependence.Edge::bits)
            .reversed()
            .thenComparingInt(Dependence.Edge::from)
            .thenComparingInt(Dependence.Edge::to));
    return Dependence.tree(layout.places(), edges);
  }

  private long[] sharing(int column) {
    Map<String, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      Object value = records.get(i)[column];
      String term = value == null ? null : layout.comparison(column).term(value);
      if (term != null) {
        holders.computeIfAbsent(term, t -> new ArrayList<>()).add(i);
      }
    }
    List<List<Integer>> groups =
        holders.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    int[] upTo = new int[groups.size()];
    int all = 0;
    for (int i = 0; i < upTo.length; i++) {
      all += groups.get(i).size();
      upTo[i] = all;
    }
    return drawn(groups, upTo, all);
  }

  private long[] drawn(List<List<Integer>> groups, int[] upTo, int all) {
    SplittableRandom random = new SplittableRandom(20);
    long[] patterns = new long[all == 0 ? 0 : Math.min(PAIRS, all)];
    for (int i = 0; i < patterns.length; i++) {
      int found = java.util.Arrays.binarySearch(upTo, random.nextInt(all));
      List<Integer> group = groups.get(found < 0 ? -found - 1 : found + 1);
      int a = random.nextInt(group.size());
      int b = random.nextInt(group.size() - 1);
      patterns[i] =
          Patterns.of(
              layout, records.get(group.get(a)), records.get(group.get(b >= a ? b + 1 : b)));
    }
    return patterns;
  }

  /**
   * How surely the pair is two records: nothing else that tells agrees, and something differs. A
   * duplicate full of errors must not be taken for two records that have two fields in common.
   */
  private double two(long pattern, Evidence evidence, BitSet without) {
    for (int place = 0; place < evidence.places(); place++) {
      if (!without.get(place)
          && Patterns.at(pattern, place) > 0
          && evidence.bits(pattern, place) > TELLS) {
        return 0;
      }
    }
    double sum = evidence.sum(pattern, without);
    return sum > DIFFERS ? 0 : 1 - Scorer.probability(prior + sum);
  }

  private void edge(
      long[] patterns, Evidence evidence, int from, int to, List<Dependence.Edge> edges) {
    BitSet without = new BitSet();
    without.set(from);
    without.set(to);
    double[] chance = weights.u()[to];
    double[] counts = new double[chance.length];
    double all = KEPT;
    int seen = 0;
    for (int level = 0; level < counts.length; level++) {
      counts[level] = KEPT * chance[level];
    }
    for (long pattern : patterns) {
      int at = Patterns.at(pattern, to);
      if (at > 0) {
        double two = two(pattern, evidence, without);
        counts[at - 1] += two;
        all += two;
        seen++;
      }
    }
    double agreeing = 0;
    double expected = 0;
    for (int level = 0; level < counts.length; level++) {
      if (weights.bits(to, level) > 0) {
        agreeing += counts[level];
        expected += chance[level];
      }
      counts[level] /= all;
    }
    double bits = Math.log(agreeing / all / Math.max(1e-9, expected)) / Math.log(2);
    if (all - KEPT >= CLEARLY_TWO * seen
        && agreeing >= LEAST_PAIRS
        && agreeing >= LEAST_SHARE * all
        && bits >= LEAST_BITS) {
      edges.add(new Dependence.Edge(from, to, bits, counts));
    }
  }
}
