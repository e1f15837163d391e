package dev.syncline.activities.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source field: by its literal name, else by walking objects and list positions. */
final class FieldPath implements ValueSource {
  private final int literal;
  private final int root;
  private final String[] steps;

  FieldPath(int literal, int root, String[] steps) {
    this.literal = literal;
    this.root = root;
    this.steps = steps;
  }

  @Override
  public @Nullable Object value(SourceRow row) {
    Object value = row.value(literal);
    if (value != null || root < 0) {
      return value;
    }
    Object at = row.value(root);
    for (int i = 1; i < steps.length && at != null; i++) {
      at = step(at, steps[i]);
    }
    return at;
  }

  private static @Nullable Object step(Object at, String step) {
    if (at instanceof Map<?, ?> map) {
      return map.get(step);
    }
    boolean position =
        at instanceof List<?> && !step.isEmpty() && step.length() < 9 && isDigits(step);
    if (!position) {
      return null;
    }
    List<?> list = (List<?>) at;
    int index = Integer.parseInt(step);
    return index < list.size() ? list.get(index) : null;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
