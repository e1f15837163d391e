package dev.syncline.definitions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns plain copies round: what is copied one way is copied back the other way. */
final class Inverse {
  private Inverse() {}

  static FieldSpec copy(String to, String from) {
    return new FieldSpec(to, new FieldSpec.Copy(from), List.of(), null, Map.of());
  }

  /** How a two-way task writes its source: its plain copies, then what it says itself. */
  static List<FieldSpec> writesOf(TaskSpec task) {
    Map<String, FieldSpec> writes = new LinkedHashMap<>();
    for (FieldSpec field : task.fields()) {
      if (field.origin() instanceof FieldSpec.Copy copy && plain(field)) {
        // The id and the time of a row are the system's own to set.
        if (!task.key().contains(copy.from()) && !copy.from().equals(task.modified())) {
          writes.putIfAbsent(copy.from(), copy(copy.from(), field.name()));
        }
      }
    }
    task.writeFields().forEach(field -> writes.put(field.name(), field));
    return List.copyOf(writes.values());
  }

  private static boolean plain(FieldSpec field) {
    return field.apply().isEmpty() && !field.options().containsKey("map");
  }

  /** How a two-way task reads a system that it delivers to. */
  static List<FieldSpec> readsOf(TaskSpec task, DeliverSpec delivery) {
    Map<String, FieldSpec> types = new LinkedHashMap<>();
    task.fields().forEach(field -> types.put(field.name(), field));
    Map<String, FieldSpec> reads = new LinkedHashMap<>();
    delivery
        .fields()
        .forEach(
            (target, field) -> reads.putIfAbsent(field, typed(field, target, types.get(field))));
    Set<String> own = made(delivery.readFields());
    List<FieldSpec> all = new ArrayList<>(delivery.readFields());
    reads.forEach(
        (field, spec) -> {
          if (!own.contains(field)) {
            all.add(spec);
          }
        });
    return all;
  }

  /** A copy with the type of the record's field; how the source spells it is the source's own. */
  private static FieldSpec typed(String field, String from, @Nullable FieldSpec typed) {
    if (typed == null || typed.type() == null || typed.origin() instanceof FieldSpec.Split) {
      return copy(field, from);
    }
    Map<String, JsonNode> options = new LinkedHashMap<>(typed.options());
    options.keySet().removeAll(Set.of("map", "default", "format", "locale"));
    return new FieldSpec(field, new FieldSpec.Copy(from), List.of(), typed.type(), options);
  }

  /** The fields that rules fill. */
  static Set<String> made(List<FieldSpec> fields) {
    Set<String> made = new HashSet<>();
    for (FieldSpec field : fields) {
      if (field.origin() instanceof FieldSpec.Split split) {
        made.addAll(split.into().values());
      } else {
        made.add(field.name());
      }
    }
    return made;
  }

  /** Adds the fields that a rule reads; false where only the rule itself knows them. */
  static boolean inputs(FieldSpec field, Set<String> into) {
    if (field.origin() instanceof FieldSpec.Copy copy) {
      path(copy.from(), into);
    } else if (field.origin() instanceof FieldSpec.Split split) {
      path(split.from(), into);
    } else if (field.origin() instanceof FieldSpec.Template template) {
      TemplateText.parse(template.text()).parts().stream()
          .filter(TemplateText.Placeholder.class::isInstance)
          .forEach(part -> path(((TemplateText.Placeholder) part).field(), into));
    } else if (field.origin() instanceof FieldSpec.Expression) {
      return false;
    }
    return field.apply().isEmpty();
  }

  /** A path's dots may belong to the field's name, or walk into it. */
  private static void path(String path, Set<String> into) {
    into.add(path);
    into.add(path.split("\\.", 2)[0]);
  }
}
