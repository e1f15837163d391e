package dev.syncline.definitions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of its source that a task names: its key, its time of change, what fields copy. */
public final class NamedSourceFields {
  private NamedSourceFields() {}

  /**
   * A name.
   *
   * @param place where the task names it, for example {@code fields.phone}
   */
  public record Named(String place, String name) {
    /** Whether a source that has these fields has this one; a dot may walk into one. */
    public boolean among(Set<String> fields) {
      int dot = name.indexOf('.');
      return fields.contains(name) || (dot > 0 && fields.contains(name.substring(0, dot)));
    }
  }

  /** In the order of the definition; what only an expression knows is not among them. */
  public static List<Named> of(TaskSpec task) {
    List<Named> named = new ArrayList<>();
    task.key().forEach(name -> named.add(new Named("key", name)));
    task.modifiedField().ifPresent(name -> named.add(new Named("modified", name)));
    for (FieldSpec field : task.fields()) {
      used(field).forEach(name -> named.add(new Named("fields." + field.name(), name)));
    }
    return named;
  }

  private static Set<String> used(FieldSpec field) {
    Set<String> names = new LinkedHashSet<>();
    if (field.origin() instanceof FieldSpec.Copy copy) {
      names.add(copy.from());
    } else if (field.origin() instanceof FieldSpec.Split split) {
      names.add(split.from());
    }
    return names;
  }
}
