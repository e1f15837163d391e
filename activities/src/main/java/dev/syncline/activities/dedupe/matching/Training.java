package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a model from records without labels. What pairs that are not one look like is counted in
 * pairs taken at random; what pairs that are one look like is learnt by {@link Expectation} over
 * several blocking rules, each leaving out the columns it looks at, and averaged. Little data leave
 * the presets as they are.
 */
final class Training {
  private static final int RANDOM_PAIRS = 50_000;
  private static final int FEWEST_RECORDS = 60;
  private static final int FEWEST_PAIRS = 30;
  private static final int MOST_PAIRS = 8_000;
  private static final int MOST_PASSES = 14;
  private static final int EVALUATED = 100_000;
  private static final int MEETINGS_SEEN = 2_000;
  private static final int LARGEST = 300;
  private static final int BLOCK = 60;

  /** More partners than that on average no record has: other pairs are only alike. */
  private static final double MOST_PARTNERS = 2;

  /** A level that random pairs reach less often is too rare to be counted in them. */
  private static final int WELL_MET = 50;

  /** From so many pairs on it is known how often birth dates are wrong. */
  private static final double FEWEST_BIRTHS = 10;

  /** How many pairs' worth the presets keep in the average. */
  private static final double KEPT = 20;

  private final Layout layout;
  private final List<@Nullable Object[]> records;
  private final Weights presets;

  /** How likely two records have the very same value in each column; 0 where that is not known. */
  private final double[] same;

  private Training(Layout layout, List<@Nullable Object[]> records) {
    this.layout = layout;
    this.records = records;
    this.presets = Weights.presets(layout);
    this.same = terms().stream().mapToDouble(Frequencies::same).toArray();
  }

  static MatchModel learn(Preset preset, Phonetic sounds, Collection<MatchRow> sample) {
    Layout layout = Layout.learn(preset, sounds, sample);
    List<@Nullable Object[]> records = new ArrayList<>(sample.size());
    sample.forEach(row -> records.add(layout.prepare(row.values())));
    Training training = new Training(layout, records);
    return preset.textual() ? training.texts() : training.people();
  }

  /** Few fields decide, and pairs at random are a fair picture of pairs that are not one. */
  private MatchModel people() {
    List<Frequencies> terms = terms();
    if (records.size() < FEWEST_RECORDS) {
      return MatchModel.preset(layout, terms, 0.3, -1);
    }
    Counted chance = Counted.of(randomPatterns());
    Blocking blocking = new Blocking(layout);
    List<List<BlockingKey>> keys = keys(blocking);
    Weights weights = new Weights(presets.m(), random(chance, presets.m(), 0));
    Dependence dependence = new Dependencies(layout, records, weights, prior(0.3)).find();
    List<Passed> passes = passes(blocking, keys, dependence);
    long[] met = new CandidatePairs(BLOCK).of(keys);
    long[] selected = some(met, EVALUATED);
    Counted all = Counted.of(patterns(selected));
    double each = (double) met.length / Math.max(1, selected.length);
    double partners = 0.3;
    boolean births = false;
    for (int round = 0; round < 2; round++) {
      Matching learnt = matching(weights, dependence, passes);
      births = learnt.births() >= FEWEST_BIRTHS;
      weights = new Weights(learnt.m(), weights.u());
      partners = partners(new Evidence(layout, weights, dependence, births), all, each, partners);
      double share = partners / Math.max(1, records.size() - 1);
      weights = new Weights(weights.m(), random(chance, weights.m(), share));
    }
    double[] meetings =
        meetings(blocking, keys, new Evidence(layout, weights, dependence, births), partners);
    return new MatchModel(layout, weights, dependence, terms, meetings, partners, births, -1);
  }

  /**
   * Texts decide: the weights are the preset's, and how rare words are is all there is to learn.
   */
  private MatchModel texts() {
    return MatchModel.preset(layout, terms(), 0.5, layout.preset().share());
  }

  private List<Frequencies> terms() {
    List<Frequencies> terms = new ArrayList<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      Frequencies frequencies = new Frequencies();
      for (@Nullable Object[] record : records) {
        Object value = record[i];
        String term = value == null ? null : layout.comparison(i).term(value);
        if (term != null) {
          frequencies.add(term);
        }
      }
      terms.add(frequencies);
    }
    return List.copyOf(terms);
  }

  private List<List<BlockingKey>> keys(Blocking blocking) {
    List<List<BlockingKey>> keys = new ArrayList<>(records.size());
    records.forEach(record -> keys.add(blocking.keys(record)));
    return keys;
  }

  /**
   * The pairs that a rule yields, or an even selection of them.
   *
   * @param mostMatches the share of them that can be one
   */
  private record Passed(BitSet without, Counted pairs, double mostMatches) {}

  private List<Passed> passes(
      Blocking blocking, List<List<BlockingKey>> keys, Dependence dependence) {
    List<Passed> passes = new ArrayList<>();
    int step = 1 + blocking.rules() / MOST_PASSES;
    for (int rule = 0; rule < blocking.rules(); rule += step) {
      long[] all = new CandidatePairs(BLOCK).of(keys, rule);
      long[] pairs = some(all, MOST_PAIRS);
      if (pairs.length >= FEWEST_PAIRS) {
        double most = Math.min(0.95, MOST_PARTNERS * records.size() / 2 / all.length);
        passes.add(
            new Passed(dependence.tied(blocking.looksAt(rule)), Counted.of(patterns(pairs)), most));
      }
    }
    return passes;
  }

  private static long[] some(long[] pairs, int most) {
    int step = 1 + pairs.length / most;
    return step == 1
        ? pairs
        : IntStream.range(0, pairs.length / step).mapToLong(i -> pairs[i * step]).toArray();
  }

  private long[] patterns(long[] pairs) {
    return java.util.Arrays.stream(pairs)
        .parallel()
        .map(
            pair ->
                Patterns.of(
                    layout,
                    records.get(CandidatePairs.left(pair)),
                    records.get(CandidatePairs.right(pair))))
        .toArray();
  }

  private long[] randomPatterns() {
    long n = records.size();
    long all = n * (n - 1) / 2;
    long[] pairs = new long[(int) Math.min(all, RANDOM_PAIRS)];
    java.util.SplittableRandom random = new java.util.SplittableRandom(20);
    for (int i = 0; i < pairs.length; i++) {
      int a = random.nextInt((int) n);
      int b = random.nextInt((int) n - 1);
      pairs[i] = (long) a << 32 | (b >= a ? b + 1 : b);
    }
    return patterns(pairs);
  }

  /** The rates among pairs that are not one: those at random, less the share that is one. */
  private double[][] random(Counted chance, double[][] m, double share) {
    double[][] u = chance.rates(presets.u(), 50);
    double least = 0.2 / Math.max(100, records.size());
    for (int place = 0; place < u.length; place++) {
      int top = u[place].length - 1;
      if (place < same.length && same[place] > 0 && chance.met(place, top) < WELL_MET) {
        u[place][top] = same[place];
      }
      double all = 0;
      for (int level = 0; level < u[place].length; level++) {
        u[place][level] = Math.max(least, u[place][level] - share * m[place][level]);
        all += u[place][level];
      }
      for (int level = 0; level < u[place].length; level++) {
        u[place][level] /= all;
      }
    }
    return u;
  }

  /**
   * How often levels are met among pairs that are one.
   *
   * @param births how many pairs told how often birth dates are wrong
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Matching(double[][] m, double births) {}

  /** The average over the rules of what each learnt of the places that it does not look at. */
  private Matching matching(Weights start, Dependence dependence, List<Passed> passes) {
    double[][] sums = new double[layout.places()][];
    for (int place = 0; place < sums.length; place++) {
      sums[place] = new double[presets.m()[place].length];
      for (int level = 0; level < sums[place].length; level++) {
        sums[place][level] = KEPT * presets.m()[place][level];
      }
    }
    double births = 0;
    for (Passed pass : passes) {
      Expectation.Learnt learnt =
          new Expectation(layout, start, dependence, pass.without())
              .run(pass.pairs(), 0.2, pass.mostMatches());
      births += learnt.births();
      for (int place = 0; place < sums.length; place++) {
        for (int level = 0; level < sums[place].length && !pass.without().get(place); level++) {
          sums[place][level] += learnt.matches() * learnt.weights().m()[place][level];
        }
      }
    }
    for (double[] levels : sums) {
      double all = java.util.Arrays.stream(levels).sum();
      for (int level = 0; level < levels.length; level++) {
        levels[level] = Math.max(0.002, levels[level] / all);
      }
    }
    return new Matching(sums, births);
  }

  /**
   * How many partners a record has on average: the sum of all pairs' probabilities, twice.
   *
   * @param each how many pairs each of those counted stands for
   */
  private double partners(Evidence evidence, Counted counted, double each, double partners) {
    BitSet none = new BitSet();
    for (int round = 0; round < 10; round++) {
      double prior = prior(partners);
      double sum = 0;
      for (int i = 0; i < counted.patterns().length; i++) {
        sum += counted.counts()[i] * evidence.probability(prior, counted.patterns()[i], none);
      }
      partners = 2 * each * sum / records.size();
    }
    return partners;
  }

  /** Pairs that are one would meet however many others there are; they do not count. */
  private double[] meetings(
      Blocking blocking, List<List<BlockingKey>> keys, Evidence evidence, double partners) {
    double[] meetings = new double[blocking.rules()];
    BitSet none = new BitSet();
    double prior = prior(partners);
    for (int rule = 0; rule < meetings.length; rule++) {
      long[] all = new CandidatePairs(LARGEST).of(keys, rule);
      long[] patterns = patterns(some(all, MEETINGS_SEEN));
      double two = 0;
      for (long pattern : patterns) {
        two += 1 - evidence.probability(prior, pattern, none);
      }
      double share = patterns.length == 0 ? 0 : two / patterns.length;
      meetings[rule] = share * all.length * 2 / records.size() / records.size();
    }
    return meetings;
  }

  private double prior(double partners) {
    return MatchModel.prior(partners, records.size());
  }
}
