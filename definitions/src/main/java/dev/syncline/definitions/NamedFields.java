package dev.syncline.definitions;

import dev.syncline.definitions.TaskSpec.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of its systems that a task names, and where it names them. */
public final class NamedFields {
  private NamedFields() {}

  /**
   * A name.
   *
   * @param place where the task names it, for example {@code fields.phone}
   */
  public record Named(String place, String name) {
    /** Whether a system that has these fields has this one; a dot may walk into one. */
    public boolean among(Set<String> fields) {
      int dot = name.indexOf('.');
      return fields.contains(name) || (dot > 0 && fields.contains(name.substring(0, dot)));
    }
  }

  /**
   * Of the task's source: its key, its time of change, what fields copy, what a two-way task
   * writes. In the order of the definition; what only an expression knows is not among them.
   */
  public static List<Named> ofSource(TaskSpec task) {
    List<Named> named = new ArrayList<>();
    task.key().forEach(name -> named.add(new Named("key", name)));
    task.modifiedField().ifPresent(name -> named.add(new Named("modified", name)));
    addRead(task.fields(), "fields.", named);
    if (task.direction() == Direction.TWO_WAY) {
      task.writeFields()
          .forEach(field -> named.add(new Named("write_fields." + field.name(), field.name())));
    }
    return named;
  }

  /** Of a system that the task delivers to and, in a two-way task, reads as well. */
  public static List<Named> ofDelivery(TaskSpec task, int index) {
    DeliverSpec delivery = task.deliver().get(index);
    String at = "deliver[" + index + "]";
    List<Named> named = new ArrayList<>();
    delivery.key().forEach(name -> named.add(new Named(at + ".key", name)));
    delivery.match().keySet().stream()
        .sorted()
        .forEach(name -> named.add(new Named(at + ".match." + name, name)));
    delivery.fields().keySet().forEach(name -> named.add(new Named(at + ".fields." + name, name)));
    if (delivery.fields().isEmpty()) {
      // Every field of the record is written under its own name.
      task.fields().stream()
          .flatMap(field -> Inverse.made(List.of(field)).stream())
          .forEach(name -> named.add(new Named(at, name)));
    }
    if (task.direction() == Direction.TWO_WAY) {
      if (delivery.modified() != null) {
        named.add(new Named(at + ".modified", delivery.modified()));
      }
      addRead(delivery.readFields(), at + ".read_fields.", named);
    }
    return named;
  }

  private static void addRead(List<FieldSpec> fields, String at, List<Named> named) {
    for (FieldSpec field : fields) {
      used(field).forEach(name -> named.add(new Named(at + field.name(), name)));
    }
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
