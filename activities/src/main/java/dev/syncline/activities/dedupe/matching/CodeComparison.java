package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import org.jspecify.annotations.Nullable;

/**
 * A number or code: the same, one typing error, two of them.
 *
 * @param digits whether only digits count
 * @param last how many characters at the end count: a phone may come with or without its prefix
 */
record CodeComparison(boolean digits, int last) implements Comparison {
  private static final double[] MATCHING = {0.07, 0.03, 0.15, 0.75};
  private static final double[] RANDOM = {0.985, 0.008, 0.004, 0.003};

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.compact(raw);
    String code = digits ? Normal.digits(text) : text;
    code = code.length() > last ? code.substring(code.length() - last) : code;
    return code.isEmpty() || (digits && code.chars().allMatch(c -> c == '0')) ? null : code;
  }

  @Override
  public int level(Object left, Object right) {
    String a = (String) left;
    String b = (String) right;
    if (a.equals(b)) {
      return 3;
    }
    int shorter = Math.min(a.length(), b.length());
    int edits = EditDistance.between(a, b);
    if (edits == 1 && shorter > 1) {
      return 2;
    }
    return (edits == 2 && shorter > 4) || (edits == 3 && shorter > 8) ? 1 : 0;
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
