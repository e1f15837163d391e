package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Normal;
import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns of a kind of records with their comparisons, and which of them may be crossed. */
final class Layout {
  private static final Set<Role> NAMES =
      EnumSet.of(Role.GIVEN_NAME, Role.FAMILY_NAME, Role.FULL_NAME);
  private static final int SHORTEST_NAME = 3;

  private final Preset preset;
  private final Phonetic sounds;
  private final List<Column> columns;
  private final List<Corpus> corpora;
  private final Comparison[] comparisons;
  private final List<Crossing> crossings;

  Layout(Preset preset, Phonetic sounds, List<Column> columns, List<Corpus> corpora) {
    this.preset = preset;
    this.sounds = sounds;
    this.columns = columns;
    this.corpora = corpora;
    this.comparisons =
        IntStream.range(0, columns.size())
            .mapToObj(i -> Comparisons.of(preset, sounds, columns.get(i), corpora.get(i)))
            .toArray(Comparison[]::new);
    this.crossings = Crossing.in(columns, comparisons);
  }

  /** The layout for such records, with the rarity of words counted in them. */
  static Layout learn(Preset preset, Phonetic sounds, Collection<MatchRow> sample) {
    List<Column> columns = Columns.of(preset, sample);
    List<Corpus> corpora = new ArrayList<>();
    for (Column column : columns) {
      Corpus corpus = new Corpus();
      corpora.add(corpus);
      if (Comparisons.weighed(column)) {
        for (MatchRow row : sample) {
          String text = Normal.text(value(column, row.values()));
          if (!text.isEmpty()) {
            corpus.add(WeighedText.words(text));
          }
        }
      }
    }
    return new Layout(preset, sounds, columns, corpora);
  }

  /** The record's values in the form they are compared in; null where missing. */
  @Nullable Object[] prepare(Map<String, String> values) {
    @Nullable Object[] prepared = new Object[columns.size()];
    for (int i = 0; i < prepared.length; i++) {
      String raw = value(columns.get(i), values);
      prepared[i] = raw.isEmpty() ? null : comparisons[i].prepare(raw);
    }
    for (int i = 0; i < prepared.length; i++) {
      if (prepared[i] instanceof EmailComparison.Address address) {
        prepared[i] = address.of(names(values));
      }
    }
    return prepared;
  }

  /** The names in the record that are long enough to be known in an address. */
  private List<String> names(Map<String, String> values) {
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      if (NAMES.contains(column.role())) {
        for (String word : Normal.text(value(column, values)).split(" ")) {
          if (word.length() >= SHORTEST_NAME) {
            names.add(word);
          }
        }
      }
    }
    return names;
  }

  /** The values of the column's fields, in one text. */
  static String value(Column column, Map<String, String> values) {
    StringBuilder joined = new StringBuilder();
    List<String> fields = column.fields();
    // What only stands before the column's own value is no value by itself.
    String own = values.get(fields.get(fields.size() - 1));
    if (own == null || Normal.text(own).isEmpty()) {
      return "";
    }
    for (String field : fields) {
      String value = values.get(field);
      if (value != null && !value.isBlank()) {
        joined.append(joined.length() == 0 ? "" : " ").append(value.strip());
      }
    }
    return joined.toString();
  }

  Preset preset() {
    return preset;
  }

  Phonetic sounds() {
    return sounds;
  }

  List<Column> columns() {
    return columns;
  }

  Corpus corpus(int column) {
    return corpora.get(column);
  }

  Comparison comparison(int column) {
    return comparisons[column];
  }

  List<Crossing> crossings() {
    return crossings;
  }

  /** Columns and crossings: the places of a pattern. */
  int places() {
    return columns.size() + crossings.size();
  }

  double[] matching(int place) {
    return place < columns.size() ? comparisons[place].matching() : Crossing.MATCHING;
  }

  double[] random(int place) {
    return place < columns.size() ? comparisons[place].random() : Crossing.RANDOM;
  }

  /** The column of that role; negative where there is none. */
  int column(Role role) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).role() == role && !columns.get(i).derived()) {
        return i;
      }
    }
    return -1;
  }
}
