package dev.syncline.connectors.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * External ids of keys with several columns: the values joined by {@code |}; a {@code |} or
 * backslash inside a value has a backslash before it.
 */
final class KeyText {
  private KeyText() {}

  static String join(List<String> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    return String.join(
        "|", values.stream().map(v -> v.replace("\\", "\\\\").replace("|", "\\|")).toList());
  }

  /** The values of an id, or empty where it has not that many. */
  static Optional<List<String>> split(String id, int size) {
    if (size == 1) {
      return Optional.of(List.of(id));
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '\\' && i + 1 < id.length()) {
        value.append(id.charAt(++i));
      } else if (c == '|') {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values.size() == size ? Optional.of(List.copyOf(values)) : Optional.empty();
  }
}
