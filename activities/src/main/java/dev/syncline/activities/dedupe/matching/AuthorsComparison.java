package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of authors, by the words of their names in any order: initials, "et al." and the order of
 * given and family name do not matter.
 */
record AuthorsComparison() implements Comparison {
  private static final double[] MATCHING = {0.03, 0.04, 0.10, 0.20, 0.63};
  private static final double[] RANDOM = {0.975, 0.018, 0.004, 0.002, 0.001};
  private static final Set<String> FILLERS = Set.of("and", "et", "al", "the", "jr", "de", "von");

  @SuppressWarnings("ArrayRecordComponent")
  record Authors(String text, String[] names) {}

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    Set<String> names = new LinkedHashSet<>(Arrays.asList(text.split(" ")));
    names.removeIf(word -> word.length() < 2 || FILLERS.contains(word));
    return names.isEmpty()
        ? null
        : new Authors(text, names.stream().limit(24).sorted().toArray(String[]::new));
  }

  @Override
  public int level(Object a, Object b) {
    double alike = similarity(a, b);
    return alike >= 0.95 ? 4 : alike >= 0.75 ? 3 : alike >= 0.5 ? 2 : alike >= 0.25 ? 1 : 0;
  }

  /** The share of the shorter list's words that the other has too. */
  @Override
  public double similarity(Object left, Object right) {
    String[] a = ((Authors) left).names;
    String[] b = ((Authors) right).names;
    String[] fewer = a.length <= b.length ? a : b;
    String[] more = fewer == a ? b : a;
    double found = 0;
    for (String name : fewer) {
      found += Arrays.binarySearch(more, name) >= 0 ? 1 : nearly(name, more);
    }
    // A single name in common with a long list is less than the same list.
    return found / fewer.length * (0.85 + 0.15 * fewer.length / more.length);
  }

  private static double nearly(String name, String[] names) {
    for (String other : names) {
      if (Math.min(name.length(), other.length()) > 3
          && Math.abs(name.length() - other.length()) < 3
          && EditDistance.between(name, other) <= (name.length() > 6 ? 2 : 1)) {
        return 0.9;
      }
    }
    return 0;
  }

  @Override
  public String term(Object value) {
    return ((Authors) value).text;
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
