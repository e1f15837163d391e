package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import org.jspecify.annotations.Nullable;

/** One of few values: the same, a typing error, another. */
record CategoryComparison() implements Comparison {
  private static final double[] MATCHING = {0.10, 0.04, 0.86};
  private static final double[] RANDOM = {0.80, 0.02, 0.18};

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    return text.isEmpty() ? null : text;
  }

  @Override
  public int level(Object left, Object right) {
    String a = (String) left;
    String b = (String) right;
    if (a.equals(b)) {
      return 2;
    }
    return Math.min(a.length(), b.length()) > 1 && EditDistance.between(a, b) == 1 ? 1 : 0;
  }

  @Override
  public double similarity(Object a, Object b) {
    return EditDistance.similarity((String) a, (String) b);
  }

  @Override
  public String term(Object value) {
    return (String) value;
  }

  @Override
  public double[] matching() {
    return MATCHING;
  }

  @Override
  public double[] random() {
    return RANDOM;
  }
}
