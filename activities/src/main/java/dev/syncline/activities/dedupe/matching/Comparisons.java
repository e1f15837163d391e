package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;

/** The comparison for each role. */
final class Comparisons {
  private static final int WHOLE = 64;

  private Comparisons() {}

  static Comparison of(Preset preset, Phonetic sounds, Column column, Corpus corpus) {
    if (column.derived()) {
      return new ModelComparison();
    }
    return switch (column.role()) {
      case GIVEN_NAME, FAMILY_NAME, CITY -> new NameComparison(sounds);
      case FULL_NAME, ADDRESS, WORDS -> new WordsComparison();
      case BIRTH_DATE, DATE -> new DateComparison();
      case PHONE -> new CodeComparison(true, 9);
      case STREET_NUMBER, POSTCODE, ID_NUMBER, MODEL, PAGES, CODE ->
          new CodeComparison(false, WHOLE);
      case EMAIL -> new EmailComparison();
      case STATE, GENDER, CATEGORY -> new CategoryComparison();
      case TITLE ->
          preset == Preset.PRODUCT
              ? text(corpus, true, false, TextComparison.LOOSE)
              : text(corpus, true, true, TextComparison.CAREFUL);
      case BRAND, VENUE -> text(corpus, true, false, TextComparison.FREE);
      case DESCRIPTION, PROSE -> text(corpus, false, false, TextComparison.FREE);
      case AUTHORS -> new AuthorsComparison();
      case PRICE, NUMBER -> new NumberComparison(false);
      case YEAR, BIRTH_YEAR -> new NumberComparison(true);
      case LATITUDE, LONGITUDE -> new PlaceComparison();
      case BIRTH_MONTH, BIRTH_DAY -> new CategoryComparison();
      case IGNORED -> throw new IllegalArgumentException("nothing compares " + column);
    };
  }

  private static Comparison text(Corpus corpus, boolean soft, boolean literal, double[] matching) {
    return new TextComparison(corpus, soft, literal, matching, TextComparison.BY_CHANCE);
  }

  /** Whether the column needs to know how rare words are. */
  static boolean weighed(Column column) {
    return !column.derived()
        && switch (column.role()) {
          case TITLE, BRAND, VENUE, DESCRIPTION, PROSE -> true;
          default -> false;
        };
  }
}
