package dev.syncline.activities.dedupe.matching;

import org.jspecify.annotations.Nullable;

/**
 * What the comparison of two records came to, place by place, in one long: four bits each, 0 where
 * a value is missing, else one more than the level.
 */
final class Patterns {
  private Patterns() {}

  static long of(Layout layout, @Nullable Object[] a, @Nullable Object[] b) {
    long pattern = 0;
    for (int i = 0; i < a.length; i++) {
      Object left = a[i];
      Object right = b[i];
      if (left != null && right != null) {
        pattern |= (layout.comparison(i).level(left, right) + 1L) << (4 * i);
      }
    }
    for (int c = 0; c < layout.crossings().size(); c++) {
      Crossing crossing = layout.crossings().get(c);
      int first = at(pattern, crossing.first());
      int second = at(pattern, crossing.second());
      int straight = Math.max(0, first - 1) + Math.max(0, second - 1);
      int found = crossing.found(a, b, straight);
      if (found > 0) {
        pattern &= ~(15L << (4 * crossing.first())) & ~(15L << (4 * crossing.second()));
      }
      if (found > 0 || first + second > 0) {
        pattern |= (found + 1L) << (4 * (a.length + c));
      }
    }
    return pattern;
  }

  /** 0 where missing, else one more than the level. */
  static int at(long pattern, int place) {
    return (int) (pattern >>> (4 * place)) & 15;
  }
}
