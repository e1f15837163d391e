package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.JaroWinkler;
import dev.syncline.activities.dedupe.similarity.Normal;
import dev.syncline.activities.dedupe.similarity.Phonetic;
import dev.syncline.definitions.MatchRule.Method;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By letters, writing habits apart. */
record Letters(Method method) implements Measure {
  private static final int START = 4;

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    return text.isEmpty() ? null : text;
  }

  @Override
  public double likeness(Object left, Object right) {
    String a = (String) left;
    String b = (String) right;
    return switch (method) {
      case JARO_WINKLER -> JaroWinkler.similarity(a, b);
      case DAMERAU_LEVENSHTEIN -> EditDistance.similarity(a, b);
      default -> a.equals(b) ? 1 : 0;
    };
  }

  /** Whole; else how it starts, how it ends and how each word sounds. */
  @Override
  public List<String> keys(Object value) {
    String text = (String) value;
    if (method == Method.EXACT || text.length() <= START) {
      return List.of(text);
    }
    TreeSet<String> keys = new TreeSet<>();
    keys.add("^" + text.substring(0, START));
    keys.add(text.substring(text.length() - START) + "$");
    for (String word : text.split(" ")) {
      String code = word.length() < 2 ? "" : Phonetic.DOUBLE_METAPHONE.code(word);
      if (!code.isEmpty()) {
        keys.add(code);
      }
    }
    return List.copyOf(keys);
  }
}
