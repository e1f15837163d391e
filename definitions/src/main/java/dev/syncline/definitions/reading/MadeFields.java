package dev.syncline.definitions.reading;

import dev.syncline.definitions.FieldSpec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields a task's records have; unknown where every source field is copied. */
final class MadeFields {
  private final Set<String> names = new LinkedHashSet<>();
  private final boolean known;

  MadeFields(List<FieldSpec> fields, boolean known, Collection<String> references) {
    this.known = known;
    names.addAll(names(fields));
    names.addAll(references);
  }

  /** The fields that these rules fill. */
  static Set<String> names(List<FieldSpec> fields) {
    Set<String> names = new LinkedHashSet<>();
    for (FieldSpec field : fields) {
      if (field.origin() instanceof FieldSpec.Split split) {
        names.addAll(split.into().values());
      } else {
        names.add(field.name());
      }
    }
    return names;
  }

  /** Reports those of the wanted fields that no mapping makes. */
  void check(Section section, String key, Collection<String> wanted) {
    missing(wanted).forEach(field -> section.error(key, sentence(field)));
  }

  /** Warns of them, where the task works all the same. */
  void warn(Section section, String key, Collection<String> wanted) {
    missing(wanted).forEach(field -> section.warning(key, sentence(field)));
  }

  private List<String> missing(Collection<String> wanted) {
    return known ? wanted.stream().filter(field -> !names.contains(field)).toList() : List.of();
  }

  private String sentence(String field) {
    return "no mapping makes the field '" + Shown.of(field) + "'; " + Nearest.hint(field, names);
  }
}
