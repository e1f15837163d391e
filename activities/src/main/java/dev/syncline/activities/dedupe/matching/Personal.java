package dev.syncline.activities.dedupe.matching;

import java.util.List;

/**
 * What is a person's own, beside what a household shares: family name, address and phone make a
 * family, not a person. So where nothing of a person's own agrees and something differs, the pair
 * is at most worth a look; where two things differ, not even that.
 */
final class Personal {
  private static final double LOOK = 0.5;
  private static final double APART = -1;

  /** As a pattern has it: the second level above "differs". */
  private static final int AGREES = 3;

  private static final int DIFFERS = 1;

  private final boolean[] own;
  private final int columns;

  Personal(Layout layout) {
    List<Column> of = layout.columns();
    columns = of.size();
    own = new boolean[layout.places()];
    for (int place = 0; place < own.length && layout.preset() == Preset.PERSON; place++) {
      Role role =
          place < columns
              ? of.get(place).role()
              : of.get(layout.crossings().get(place - columns).first()).role();
      own[place] =
          switch (role) {
            case GIVEN_NAME, BIRTH_DATE, EMAIL, ID_NUMBER -> true;
            default -> false;
          };
    }
  }

  /** The highest weight that the pair may have. */
  double most(long pattern) {
    int differing = 0;
    for (int place = 0; place < own.length; place++) {
      if (own[place]) {
        int at = Patterns.at(pattern, place);
        if (at >= AGREES) {
          return Double.POSITIVE_INFINITY;
        }
        differing += at == DIFFERS && place < columns ? 1 : 0;
      }
    }
    return differing == 0 ? Double.POSITIVE_INFINITY : differing == 1 ? LOOK : APART;
  }
}
