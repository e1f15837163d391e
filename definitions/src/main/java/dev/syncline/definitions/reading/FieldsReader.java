package dev.syncline.definitions.reading;

import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.definitions.FieldTypes;
import dev.syncline.definitions.Splitters;
import dev.syncline.definitions.TemplateText;
import dev.syncline.definitions.expression.ExpressionParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a conversion schema: target field ← where it comes from. */
final class FieldsReader {
  private static final int LONGEST_NAME = 200;

  private final Problems problems;

  FieldsReader(Problems problems) {
    this.problems = problems;
  }

  /** The fields under a key, in the order written; puts their normal form into the section. */
  List<FieldSpec> read(Section parent, String key) {
    Item item = parent.item(key);
    if (item == null) {
      return List.of();
    }
    if (item instanceof Item.Mapping mapping && mapping.members().isEmpty()) {
      parent.error(key, "names no field; leave it out to copy every source field");
    }
    ObjectNode normal = JsonNodeFactory.instance.objectNode();
    List<FieldSpec> fields = new ArrayList<>();
    parent
        .entries(key)
        .forEach(
            (written, member) -> {
              String name = written.strip();
              if (name.isEmpty() || name.length() > LONGEST_NAME || normal.has(name)) {
                problems.error(
                    member.line(),
                    parent.path() + "." + key,
                    "'"
                        + Shown.of(written)
                        + "' cannot name a field: blank, given twice, or longer than "
                        + LONGEST_NAME);
                return;
              }
              FieldSpec field = field(name, member, normal);
              if (field != null) {
                fields.add(field);
              }
            });
    parent.put(key, normal);
    return fields;
  }

  private @Nullable FieldSpec field(String name, Item.Member member, ObjectNode normal) {
    Item item = member.value();
    if (item instanceof Item.Scalar scalar) {
      String from = scalar.value().isString() ? scalar.value().asString().strip() : "";
      if (from.isEmpty()) {
        problems.error(
            member.line(),
            item.path(),
            "must name a source field, or be a mapping; a constant is written { value: … }");
        return null;
      }
      normal.put(name, from);
      return new FieldSpec(name, new FieldSpec.Copy(from), List.of(), null, Map.of());
    }
    Section section = new Section(item, Keys.FIELD, problems);
    normal.set(name, section.normal());
    if (!(item instanceof Item.Mapping)) {
      return null;
    }
    FieldSpec.Origin origin = origin(section);
    List<FunctionCall> apply = new FunctionsReader(problems).read(section, "apply");
    String type = section.has("type") ? section.word("type", FieldTypes.names(), "string") : null;
    Map<String, JsonNode> options = new FieldOptions(section).read(type);
    if (origin instanceof FieldSpec.Split && (type != null || !apply.isEmpty())) {
      section.error("split", "stands alone, without 'type' and 'apply'");
    }
    if (origin instanceof FieldSpec.Copy copy
        && apply.isEmpty()
        && type == null
        && options.isEmpty()) {
      normal.put(name, copy.from());
    }
    return origin == null ? null : new FieldSpec(name, origin, apply, type, options);
  }

  private FieldSpec.@Nullable Origin origin(Section section) {
    List<String> given = Keys.ORIGINS.stream().filter(section::has).toList();
    if (given.size() != 1) {
      String problem =
          given.isEmpty()
              ? "does not say where the value comes from; give one of "
              : "has " + String.join(" and ", given) + "; give just one of ";
      problems.error(section.at(), problem + String.join(", ", Keys.ORIGINS));
      return null;
    }
    if (section.has("split") || section.has("into")) {
      return split(section);
    }
    return switch (given.get(0)) {
      case "from" -> {
        String from = section.text("from");
        yield from == null ? null : new FieldSpec.Copy(from);
      }
      case "template" -> template(section);
      case "expression" -> expression(section);
      default -> constant(section);
    };
  }

  private FieldSpec.@Nullable Origin constant(Section section) {
    Item value = section.item("value");
    if (value == null) {
      return null;
    }
    JsonNode json = Trees.json(value);
    section.put("value", json);
    return new FieldSpec.Constant(json);
  }

  private FieldSpec.@Nullable Origin template(Section section) {
    Item item = section.item("template");
    if (!(item instanceof Item.Scalar scalar) || !scalar.value().isString()) {
      section.error("template", "must be a string with {field} in it");
      return null;
    }
    String text = scalar.value().asString();
    section.put("template", scalar.value());
    try {
      TemplateText.parse(text);
    } catch (IllegalArgumentException e) {
      section.error("template", String.valueOf(e.getMessage()));
    }
    return new FieldSpec.Template(text);
  }

  private FieldSpec.@Nullable Origin expression(Section section) {
    String text = section.text("expression");
    if (text == null) {
      return null;
    }
    checkExpression(section, "expression", text);
    return new FieldSpec.Expression(text);
  }

  static void checkExpression(Section section, String key, String text) {
    try {
      ExpressionParser.parse(text);
    } catch (IllegalArgumentException e) {
      section.error(key, "'" + Shown.of(text) + "': " + e.getMessage());
    }
  }

  private FieldSpec.@Nullable Origin split(Section section) {
    section.required("split");
    section.required("into");
    if (!section.has("from")) {
      section.error("split", "needs 'from', the source field that is taken apart");
    }
    String from = section.text("from");
    String splitter =
        section.word("split", List.copyOf(new TreeSet<>(Splitters.PARTS.keySet())), "person_name");
    List<String> parts = Splitters.PARTS.getOrDefault(splitter, List.of());
    Map<String, String> into = new LinkedHashMap<>(section.textMap("into"));
    into.keySet().stream()
        .filter(part -> !parts.contains(part))
        .forEach(
            part ->
                section.error("into", "unknown part '" + part + "'; " + Nearest.hint(part, parts)));
    return from == null ? null : new FieldSpec.Split(from, splitter, into);
  }
}
