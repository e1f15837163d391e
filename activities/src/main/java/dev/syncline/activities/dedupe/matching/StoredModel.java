package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A model as it is stored: JSON. Values and words that were met once are left out. */
@SuppressWarnings("ArrayRecordComponent")
record StoredModel(
    Preset preset,
    Phonetic sounds,
    List<Column> columns,
    List<Counts> words,
    List<Counts> terms,
    double[][] m,
    double[][] u,
    Dependence dependence,
    double[] meetings,
    double partners,
    @Nullable Boolean births,
    double share) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Counts of what was met more than once, of so many. */
  record Counts(Map<String, Integer> counts, int total) {
    static Counts of(Map<String, Integer> all, int total, int least) {
      return new Counts(
          all.entrySet().stream()
              .filter(entry -> entry.getValue() >= least)
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
          total);
    }
  }

  static String write(MatchModel model) {
    Layout layout = model.layout();
    int columns = layout.columns().size();
    return JSON.writeValueAsString(
        new StoredModel(
            layout.preset(),
            layout.sounds(),
            layout.columns(),
            IntStream.range(0, columns)
                .mapToObj(layout::corpus)
                .map(corpus -> Counts.of(corpus.documents(), corpus.size(), 2))
                .toList(),
            model.terms().stream()
                .map(terms -> Counts.of(terms.counts(), terms.total(), 3))
                .toList(),
            model.weights().m(),
            model.weights().u(),
            model.dependence(),
            model.meetings(),
            model.partners(),
            model.births(),
            model.share()));
  }

  static MatchModel read(String json) {
    StoredModel stored = JSON.readValue(json, StoredModel.class);
    List<Corpus> corpora =
        stored.words.stream().map(words -> new Corpus(words.counts, words.total)).toList();
    return new MatchModel(
        new Layout(stored.preset, stored.sounds, stored.columns, corpora),
        new Weights(stored.m, stored.u),
        stored.dependence,
        stored.terms.stream().map(terms -> new Frequencies(terms.counts, terms.total)).toList(),
        stored.meetings,
        stored.partners,
        Boolean.TRUE.equals(stored.births),
        stored.share);
  }
}
