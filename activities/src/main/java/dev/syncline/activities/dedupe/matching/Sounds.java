package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Normal;
import dev.syncline.activities.dedupe.similarity.Phonetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By sound: the share of the words that sound the same. */
record Sounds(Phonetic sounds) implements Measure {
  @Override
  public @Nullable Object prepare(String raw) {
    List<String> codes = new ArrayList<>();
    for (String word : Normal.text(raw).split(" ")) {
      String code = word.isEmpty() ? "" : sounds.code(word);
      if (!code.isEmpty()) {
        codes.add(code);
      }
    }
    return codes.isEmpty() ? null : List.copyOf(codes);
  }

  @Override
  public double likeness(Object left, Object right) {
    List<?> a = (List<?>) left;
    List<Object> open = new ArrayList<>((List<?>) right);
    int common = 0;
    for (Object code : a) {
      for (Object other : open) {
        if (sounds.same((String) code, (String) other)) {
          open.remove(other);
          common++;
          break;
        }
      }
    }
    return 2.0 * common / (a.size() + ((List<?>) right).size());
  }

  @Override
  public List<String> keys(Object value) {
    return ((List<?>) value)
        .stream().flatMap(code -> Arrays.stream(code.toString().split("[|]"))).distinct().toList();
  }
}
