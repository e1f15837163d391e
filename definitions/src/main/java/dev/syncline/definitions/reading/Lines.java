package dev.syncline.definitions.reading;

import java.util.HashMap;
import java.util.Map;

/** The line that each entry of a file stands on, by its path from the root. */
final class Lines {
  private Lines() {}

  static Map<String, Integer> of(Item root) {
    Map<String, Integer> lines = new HashMap<>();
    add(root, lines);
    return lines;
  }

  private static void add(Item item, Map<String, Integer> lines) {
    if (item instanceof Item.Mapping mapping) {
      mapping
          .members()
          .values()
          .forEach(
              member -> {
                lines.put(member.value().path(), member.line());
                add(member.value(), lines);
              });
    } else if (item instanceof Item.Sequence list) {
      list.items()
          .forEach(
              one -> {
                lines.put(one.path(), one.line());
                add(one, lines);
              });
    }
  }
}
