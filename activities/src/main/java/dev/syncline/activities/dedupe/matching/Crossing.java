package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two columns whose values are easily taken for each other: given and family name, two address
 * lines. As a place of the pattern: 0 not crossed, 1 one value found on the other side, 2 both.
 */
record Crossing(int first, int second, Comparison comparison) {
  static final double[] MATCHING = {0.96, 0.015, 0.025};
  static final double[] RANDOM = {0.9979, 0.002, 0.0001};

  private static final int NEAR = 3;

  static List<Crossing> in(List<Column> columns, Comparison[] comparisons) {
    List<Crossing> crossings = new ArrayList<>();
    pair(columns, comparisons, Role.GIVEN_NAME, Role.FAMILY_NAME, crossings);
    pair(columns, comparisons, Role.ADDRESS, Role.ADDRESS, crossings);
    return List.copyOf(crossings);
  }

  private static void pair(
      List<Column> columns, Comparison[] comparisons, Role one, Role two, List<Crossing> into) {
    int first = -1;
    for (int i = 0; i < columns.size(); i++) {
      Role role = columns.get(i).role();
      if (first >= 0 && role == two) {
        into.add(new Crossing(first, i, comparisons[i]));
        return;
      }
      if (first < 0 && role == one) {
        first = i;
      }
    }
  }

  /**
   * How many values are found on the other side.
   *
   * @param straight what the columns came to as they stand: together at most this
   */
  int found(@Nullable Object[] a, @Nullable Object[] b, int straight) {
    if (straight >= NEAR) {
      return 0;
    }
    int there = level(a[first], b[second]);
    int back = level(a[second], b[first]);
    return (there >= NEAR ? 1 : 0) + (back >= NEAR ? 1 : 0);
  }

  private int level(@Nullable Object left, @Nullable Object right) {
    return left == null || right == null ? 0 : comparison.level(left, right);
  }
}
