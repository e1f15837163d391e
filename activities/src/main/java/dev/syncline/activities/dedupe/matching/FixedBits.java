package dev.syncline.activities.dedupe.matching;

import org.jspecify.annotations.Nullable;

/**
 * What levels are worth, in bits, where texts decide. Nothing is learnt there: without labels, the
 * most telling division of shop items is by brand and of papers by topic, not by item and paper.
 */
final class FixedBits {
  private static final double[] SHOP_TITLE = {-10, -4, 0, 1.5, 3, 4.5, 6};
  private static final double[] SHOP_NUMBERS = {-2, -0.3, 1, 3.5};
  private static final double[] SHOP_PRICE = {-1.5, -0.4, 0.4, 0.8, 1.2};
  private static final double[] SHOP_MODEL = {-2, 0, 3, 7};
  private static final double[] BRAND = {-1.5, -1, -0.5, 0, 0.2, 0.4, 0.6};
  private static final double[] PROSE = {-0.4, 0, 0.5, 1, 1.5, 2, 2.5};

  private static final double[] PAPER_TITLE = {-12, -8, -5, -2.5, 0.5, 4, 6};
  private static final double[] AUTHORS = {-5, -2.5, 0, 2.5, 3.5};
  private static final double[] YEAR = {-4, -2.5, -1, 1.5};
  private static final double[] VENUE = {-0.7, -0.2, 0, 0.3, 0.6, 0.9, 1.2};
  private static final double[] PAGES = {-1, 0, 1, 2.5};
  private static final double[] IDENTIFIER = {-2, 0, 4, 9};

  private FixedBits() {}

  /** Null where the preset leaves the column to its comparison. */
  static double @Nullable [] of(Preset preset, Column column) {
    if (preset == Preset.PRODUCT) {
      return switch (column.role()) {
        case TITLE -> column.derived() ? SHOP_NUMBERS : SHOP_TITLE;
        case PRICE -> SHOP_PRICE;
        case MODEL -> SHOP_MODEL;
        case BRAND -> BRAND;
        case DESCRIPTION, PROSE -> PROSE;
        case ID_NUMBER -> IDENTIFIER;
        default -> null;
      };
    }
    if (preset == Preset.PUBLICATION) {
      return switch (column.role()) {
        case TITLE -> PAPER_TITLE;
        case AUTHORS -> AUTHORS;
        case YEAR -> YEAR;
        case VENUE -> VENUE;
        case PAGES -> PAGES;
        case DESCRIPTION, PROSE -> PROSE;
        case ID_NUMBER -> IDENTIFIER;
        default -> null;
      };
    }
    return null;
  }
}
