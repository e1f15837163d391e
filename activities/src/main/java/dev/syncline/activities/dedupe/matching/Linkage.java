package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matches a set of records with each other. */
final class Linkage {
  private static final int BLOCK = 100;

  private final MatchModel model;
  private final List<MatchRow> rows;
  private final List<@Nullable Object[]> records;
  private final Scorer scorer;

  Linkage(MatchModel model, List<MatchRow> rows) {
    this.model = model;
    this.rows = rows;
    this.records = new ArrayList<>(rows.size());
    rows.forEach(row -> records.add(model.layout().prepare(row.values())));
    this.scorer = new Scorer(model, rows.size());
  }

  static Linkage learnt(Preset preset, Phonetic sounds, List<MatchRow> rows) {
    return new Linkage(Training.learn(preset, sounds, rows), rows);
  }

  /** The pairs from a score on, surest first. */
  List<Match> matches(double from) {
    Blocking blocking = new Blocking(model.layout());
    List<List<BlockingKey>> keys = new ArrayList<>(records.size());
    records.forEach(record -> keys.add(blocking.keys(record)));
    long[] pairs = new CandidatePairs(BLOCK).of(keys);
    return Arrays.stream(pairs)
        .parallel()
        .mapToObj(
            pair -> {
              int left = CandidatePairs.left(pair);
              int right = CandidatePairs.right(pair);
              return new Match(left, right, weight(left, right));
            })
        .filter(match -> match.score() >= from)
        .sorted(
            Comparator.comparingDouble(Match::weight)
                .reversed()
                .thenComparingInt(Match::left)
                .thenComparingInt(Match::right))
        .toList();
  }

  double weight(int left, int right) {
    boolean same = rows.get(left).source() == rows.get(right).source();
    double weight = scorer.weight(records.get(left), records.get(right));
    return same ? weight + model.layout().preset().sameSourceBits() : weight;
  }

  Clusters clusters(double mergeAt) {
    List<Match> matches = matches(mergeAt);
    int sources = rows.stream().mapToInt(MatchRow::source).max().orElse(0) + 1;
    BitSet distinct =
        DistinctSources.of(
            matches,
            rows.size(),
            i -> rows.get(i).source(),
            sources,
            model.layout().preset().catalogue());
    return new Clusters(rows.size(), i -> rows.get(i).source(), distinct)
        .merge(matches, this::weight);
  }

  MatchModel model() {
    return model;
  }

  Scorer scorer() {
    return scorer;
  }
}
