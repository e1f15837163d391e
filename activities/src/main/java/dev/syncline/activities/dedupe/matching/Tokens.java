package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.JaroWinkler;
import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By words in any order, nearly equal ones included (the Dice coefficient). */
record Tokens() implements Measure {
  private static final double NEARLY = 0.9;

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    return text.isEmpty() ? null : List.copyOf(new TreeSet<>(Arrays.asList(text.split(" "))));
  }

  @Override
  public double likeness(Object left, Object right) {
    List<?> a = (List<?>) left;
    List<Object> open = new ArrayList<>((List<?>) right);
    double common = 0;
    List<Object> rest = new ArrayList<>();
    for (Object word : a) {
      if (open.remove(word)) {
        common++;
      } else {
        rest.add(word);
      }
    }
    for (Object word : rest) {
      common += takeNear((String) word, open) ? NEARLY : 0;
    }
    return Math.min(1, 2 * common / (a.size() + ((List<?>) right).size()));
  }

  private static boolean takeNear(String word, List<Object> open) {
    for (Object other : open) {
      if (JaroWinkler.similarity(word, (String) other) >= NEARLY) {
        return open.remove(other);
      }
    }
    return false;
  }

  @Override
  public List<String> keys(Object value) {
    return ((List<?>) value).stream().map(Object::toString).toList();
  }
}
