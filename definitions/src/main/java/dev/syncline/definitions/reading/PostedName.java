package dev.syncline.definitions.reading;

import java.util.List;
import java.util.stream.Stream;

/** In posted JSON the name may stand in the body too; it is no part of the definition. */
final class PostedName {
  private PostedName() {}

  static List<String> with(List<String> keys, Problems problems) {
    return problems.posted() ? Stream.concat(keys.stream(), Stream.of("name")).toList() : keys;
  }

  static void check(Section section, Problems problems, String name) {
    if (!problems.posted() || !section.has("name")) {
      return;
    }
    String given = section.text("name");
    section.normal().remove("name");
    if (given != null && !given.equals(name)) {
      section.error("name", "says '" + Shown.of(given) + "' where '" + name + "' is meant");
    }
  }
}
