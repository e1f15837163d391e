package dev.syncline.activities.mapping;

import dev.syncline.definitions.DeriveSpec;
import dev.syncline.definitions.expression.ExpressionParser;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One entry of {@code derive}, compiled: a record where its condition holds, or one an element. */
final class DeriveRule {
  private final DeriveSpec spec;
  private final @Nullable FieldPath each;
  private final SourceLayout layout;
  private final @Nullable ValueSource when;
  private final @Nullable FieldPath key;
  private final TargetBuilder target;

  private DeriveRule(DeriveSpec spec, @Nullable FieldPath each, SourceLayout layout)
      throws MappingRefused {
    this.spec = spec;
    this.each = each;
    this.layout = layout;
    this.when =
        spec.when() == null
            ? null
            : ExpressionCompiler.compile(ExpressionParser.parse(spec.when()), layout);
    this.key = spec.key() == null ? null : layout.path(spec.key());
    this.target =
        spec.fields().isEmpty()
            ? new TargetBuilder.CopyAll()
            : new TargetBuilder.Rules(spec.fields(), layout);
  }

  /** Paths start at the record; with {@code each} at the element. */
  static DeriveRule compile(DeriveSpec spec, SourceLayout record) throws MappingRefused {
    return spec.each() == null
        ? new DeriveRule(spec, null, record)
        : new DeriveRule(spec, record.path(spec.each()), new SourceLayout());
  }

  void derive(String parent, SourceRow row, CanonicalJson json, Consumer<Derived> into)
      throws MappingRefused {
    String id = parent + "#" + spec.discriminator();
    if (each == null) {
      try {
        one(id, row, json, into);
      } catch (MappingRefused refused) {
        throw refused.inDerived(spec.entity());
      }
      return;
    }
    List<?> elements = elements(each.value(row));
    for (int i = 0; i < elements.size(); i++) {
      Object element = elements.get(i);
      if (element == null) {
        continue;
      }
      try {
        SourceRow inner = inner(element);
        one(id + "#" + identity(inner, i), inner, json, into);
      } catch (MappingRefused refused) {
        throw refused.inDerived(spec.entity() + ", element " + i);
      }
    }
  }

  private void one(String id, SourceRow row, CanonicalJson json, Consumer<Derived> into)
      throws MappingRefused {
    if (when != null && !Operators.isTrue(when.value(row))) {
      return;
    }
    json.reset();
    target.build(row).write(json);
    into.accept(
        new Derived(
            spec.entity(),
            spec.linkType(),
            ExternalIds.checked(id),
            json.copy(),
            Hashes.uuid(json.array(), 0, json.length())));
  }

  /** A list, or the list that a text holds as JSON: tables have no other. */
  private List<?> elements(@Nullable Object value) throws MappingRefused {
    Object list = Types.json(value);
    if (list == null) {
      return List.of();
    }
    if (list instanceof List<?> elements) {
      return elements;
    }
    throw MappingRefused.badType(value, "a list").inField(String.valueOf(spec.each()));
  }

  /** An element that is no object is one with the single field {@code value}. */
  private SourceRow inner(Object element) {
    Map<?, ?> fields = element instanceof Map<?, ?> map ? map : Map.of("value", element);
    SourceRow row = new SourceRow(layout.size());
    fields.forEach(
        (name, value) -> {
          Integer slot = layout.find((String) name);
          if (slot != null) {
            row.set(slot, value);
          }
          if (spec.fields().isEmpty()) {
            row.add((String) name, value);
          }
        });
    return row;
  }

  private String identity(SourceRow element, int position) throws MappingRefused {
    if (key == null) {
      return Integer.toString(position);
    }
    String id = Values.text(key.value(element));
    if (id == null || id.isBlank()) {
      throw MappingRefused.of(
          MappingRefused.KEY_MISSING,
          "the key field '" + spec.key() + "' of the element is missing or blank");
    }
    return id.strip();
  }
}
