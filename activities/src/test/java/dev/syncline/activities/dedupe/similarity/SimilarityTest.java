package dev.syncline.activities.dedupe.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
  @ParameterizedTest
  @CsvSource({"martha,marhta,0.9611", "dwayne,duane,0.84", "dixon,dicksonx,0.8133", "abc,xyz,0"})
  void jaroWinklerAsPublished(String a, String b, double similarity) {
    assertThat(JaroWinkler.similarity(a, b)).isCloseTo(similarity, within(0.0001));
    assertThat(JaroWinkler.similarity(b, a)).isCloseTo(similarity, within(0.0001));
  }

  @ParameterizedTest
  @CsvSource({
    "kitten,sitting,3",
    "ca,abc,3",
    "smith,smiht,1",
    "a,a,0",
    "müller,muller,1",
    "ab,'',2"
  })
  void damerauLevenshteinCountsASwapOnce(String a, String b, int edits) {
    assertThat(EditDistance.between(a, b)).isEqualTo(edits);
    assertThat(EditDistance.between(b, a)).isEqualTo(edits);
  }

  @ParameterizedTest
  @CsvSource({
    "'  Müller-Lüdenscheidt ',muller ludenscheidt",
    "n/a,''",
    "O'Brien,obrien",
    "ＡＢＣ,abc"
  })
  void normalFormsForgetCaseAccentsAndPunctuation(String raw, String text) {
    assertThat(Normal.text(raw)).isEqualTo(text);
  }

  @Test
  void namesThatSoundAlikeShareACode() {
    assertThat(Phonetic.DOUBLE_METAPHONE.code("smith"))
        .isEqualTo(Phonetic.DOUBLE_METAPHONE.code("smyth"));
    assertThat(Phonetic.of(null, "de-AT").code("meyer"))
        .isEqualTo(Phonetic.of(null, "de-AT").code("maier"));
    assertThat(Phonetic.of(null, "fr")).isEqualTo(Phonetic.DOUBLE_METAPHONE);
    Phonetic names = Phonetic.of("beider_morse", "de");
    assertThat(names.same(names.code("moskowitz"), names.code("moskovitz"))).isTrue();
    assertThat(names.same(names.code("moskowitz"), names.code("schmidt"))).isFalse();
  }

  @Test
  void datesAreReadInSeveralSpellings() {
    CalendarDay day = CalendarDay.of("19081209");
    assertThat(day).isNotNull().isEqualTo(CalendarDay.of("1908-12-09"));
    assertThat(day.swapped(CalendarDay.of("1908-09-12"))).isTrue();
    assertThat(day.sameParts(CalendarDay.of("1908-12-19"))).isEqualTo(2);
  }

  @Test
  void distancesOnTheEarth() {
    assertThat(Geo.kilometres(52.52, 13.405, 48.137, 11.575)).isCloseTo(504.4, within(1.0));
  }

  @Property
  void lettersAloneNeverPromiseTooLittle(
      @ForAll @CharRange(from = 'a', to = 'g') String a,
      @ForAll @CharRange(from = 'a', to = 'g') String b) {
    double most = JaroWinkler.most(a, JaroWinkler.letters(a), b, JaroWinkler.letters(b));

    assertThat(most + 1e-12).isGreaterThanOrEqualTo(JaroWinkler.similarity(a, b));
  }

  @Test
  void lettersAloneTellMostNamesApart() {
    String a = "margaret";
    String b = "oliver";

    assertThat(JaroWinkler.most(a, JaroWinkler.letters(a), b, JaroWinkler.letters(b)))
        .isLessThan(0.7);
  }
}
