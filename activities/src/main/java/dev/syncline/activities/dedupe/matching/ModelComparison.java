package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in a title: versions, years, sizes, model numbers. One long number in common nearly
 * settles it; titles that differ in nothing else are different things.
 */
record ModelComparison() implements Comparison {
  private static final double[] MATCHING = {0.12, 0.28, 0.35, 0.25};
  private static final double[] RANDOM = {0.90, 0.07, 0.028, 0.002};
  private static final int LONG = 5;

  @Override
  public @Nullable Object prepare(String raw) {
    Set<String> numbers = new LinkedHashSet<>();
    for (String word : raw.split("[\\s,;()/]+")) {
      String code = Normal.compact(word);
      if (!code.isEmpty() && !Normal.digits(code).isEmpty()) {
        numbers.add(code);
      }
    }
    return numbers.isEmpty() ? null : List.copyOf(numbers);
  }

  @Override
  public int level(Object left, Object right) {
    List<?> a = (List<?>) left;
    List<?> b = (List<?>) right;
    int common = 0;
    for (Object code : a) {
      if (b.contains(code)) {
        if (code.toString().length() >= LONG) {
          return 3;
        }
        common++;
      }
    }
    return common == 0 ? 0 : common == Math.min(a.size(), b.size()) ? 2 : 1;
  }

  @Override
  public double similarity(Object left, Object right) {
    List<Object> common = new ArrayList<>((List<?>) left);
    common.retainAll((List<?>) right);
    return (double) common.size() / Math.min(((List<?>) left).size(), ((List<?>) right).size());
  }

  @Override
  public @Nullable String term(Object value) {
    return null;
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
