package dev.syncline.activities.dedupe.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.BitSet;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset at its default threshold on data with known duplicates. */
class PresetQualityTest {
  static Stream<Arguments> labelled() {
    return Stream.of(
        Arguments.of(Datasets.febrl("febrl1.csv"), 0.99),
        Arguments.of(Datasets.febrl("febrl2.csv"), 0.98),
        Arguments.of(Datasets.fake(), 0.96),
        Arguments.of(Datasets.products(), 0.65),
        Arguments.of(new Synthetic(1).people(3000, 2, 4), 0.98),
        Arguments.of(new Synthetic(2).people(3000, 3, 7), 0.97),
        Arguments.of(new Synthetic(4).people(800, 3, 7), 0.97),
        Arguments.of(new Synthetic(5).people(25, 2, 2), 0.95),
        Arguments.of(new Synthetic(7).country(3000, 200, 3, 0), 0.98),
        Arguments.of(new Synthetic(7).country(3000, 200, 6, 0), 0.97),
        Arguments.of(new Synthetic(10).country(12000, 80, 4, 0), 0.97),
        Arguments.of(new Synthetic(7).country(3000, 200, 3, 0.4), 0.88),
        Arguments.of(new Synthetic(3).papers(2000), 0.95));
  }

  @ParameterizedTest
  @MethodSource("labelled")
  void findsTheDuplicates(Datasets.Labelled data, double f1) {
    Clusters clusters = linked(data);
    Quality quality = Quality.of(data.entities(), clusters::of);
    print(data, quality);
    assertThat(quality.f1()).isGreaterThanOrEqualTo(f1);
  }

  /** The truth lists 89 of the restaurants that stand in both guides; the others count nowhere. */
  @Test
  void findsTheRestaurantsThatTheTruthSpeaksOf() {
    Datasets.Labelled data = Datasets.restaurants();
    Clusters clusters = linked(data);
    BitSet listed = new BitSet();
    for (int i = 0; i < data.rows().size(); i++) {
      String entity = data.entities().get(i);
      if (data.entities().lastIndexOf(entity) > i) {
        listed.set(i);
        listed.set(data.entities().lastIndexOf(entity));
      }
    }
    int[] rows = listed.stream().toArray();
    Quality quality =
        Quality.of(
            java.util.Arrays.stream(rows).mapToObj(data.entities()::get).toList(),
            i -> clusters.of(rows[i]));
    print(data, quality);
    assertThat(quality.f1()).isGreaterThanOrEqualTo(0.95);
  }

  static Stream<Arguments> namesakes() {
    return Stream.of(true, false)
        .flatMap(
            born ->
                Stream.of(Namesakes.Mail.values())
                    .flatMap(
                        mail ->
                            Stream.of(0.0, 0.02, 0.15)
                                .map(
                                    copies ->
                                        Arguments.of(
                                            Namesakes.of(
                                                new Synthetic(21), 1700, copies, mail, born)))));
  }

  static Stream<Arguments> firms() {
    return Stream.of(Preset.ORGANIZATION, Preset.PLACE)
        .flatMap(
            preset ->
                Stream.of(0.0, 0.02, 0.15)
                    .map(
                        copies ->
                            Arguments.of(
                                Namesakes.firms(new Synthetic(22), preset, 1700, copies))));
  }

  @ParameterizedTest
  @MethodSource("firms")
  void firmsOfOneTradeAreNotOne(Datasets.Labelled data) {
    Quality quality = Quality.of(data.entities(), linked(data)::of);
    print(data, quality);
    assertThat(quality.found() - quality.right()).isLessThanOrEqualTo(data.rows().size() / 200);
  }

  /** Where hardly anybody stands there twice, there is nothing to learn from but namesakes. */
  @ParameterizedTest
  @MethodSource("namesakes")
  void peopleOfOneNameAreNotOne(Datasets.Labelled data) {
    Quality quality = Quality.of(data.entities(), linked(data)::of);
    print(data, quality);
    assertThat(quality.found() - quality.right()).isLessThanOrEqualTo(data.rows().size() / 200);
  }

  private static Clusters linked(Datasets.Labelled data) {
    return Linkage.learnt(data.preset(), Phonetic.DOUBLE_METAPHONE, data.rows())
        .clusters(data.preset().mergeAt());
  }

  private static void print(Datasets.Labelled data, Quality quality) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %-11s P %.4f R %.4f F1 %.4f%n",
        data.name(),
        data.preset(),
        quality.precision(),
        quality.recall(),
        quality.f1());
  }
}
