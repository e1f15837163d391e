package dev.syncline.activities.mapping;

import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.TemplateText;
import dev.syncline.definitions.expression.ExpressionParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles entries of the conversion schema: origin, functions, map, default, type, in order. */
final class FieldRules {
  private FieldRules() {}

  static FieldRule compile(FieldSpec field, SourceLayout layout, TargetShape shape) {
    if (field.origin() instanceof FieldSpec.Split split) {
      return split(field.name(), split, layout, shape);
    }
    ValueSource origin = origin(field.origin(), layout);
    Step[] steps = steps(field, layout);
    int index = shape.index(field.name());
    String name = field.name();
    return (row, values) -> {
      try {
        Object value = origin.value(row);
        for (Step step : steps) {
          value = step.apply(value, row);
        }
        if (value != null) {
          values[index] = value;
        }
      } catch (MappingRefused refused) {
        throw refused.inField(name);
      }
    };
  }

  private static ValueSource origin(FieldSpec.Origin origin, SourceLayout layout) {
    if (origin instanceof FieldSpec.Copy copy) {
      return layout.path(copy.from());
    }
    if (origin instanceof FieldSpec.Constant constant) {
      Object value = Values.of(constant.value());
      return row -> value;
    }
    if (origin instanceof FieldSpec.Template template) {
      return template(template.text(), layout);
    }
    String text = ((FieldSpec.Expression) origin).text();
    return ExpressionCompiler.compile(ExpressionParser.parse(text), layout);
  }

  private static Step[] steps(FieldSpec field, SourceLayout layout) {
    List<Step> steps = new ArrayList<>();
    field.apply().forEach(call -> steps.add(FunctionLibrary.compile(call, layout)));
    JsonNode map = field.options().get("map");
    if (map != null) {
      steps.add(translation(map));
    }
    JsonNode fallback = field.options().get("default");
    if (fallback != null) {
      Object value = Values.of(fallback);
      steps.add((given, row) -> Values.isBlank(given) ? value : given);
    }
    if (field.type() != null) {
      steps.add(Types.compile(field.type(), field.options()));
    }
    return steps.toArray(Step[]::new);
  }

  private static Step translation(JsonNode map) {
    Map<String, @Nullable Object> words = new HashMap<>();
    map.properties().forEach(entry -> words.put(entry.getKey(), Values.of(entry.getValue())));
    return (value, row) -> {
      String text = value instanceof Map || value instanceof List ? null : Values.text(value);
      String key = text == null ? "" : text.strip();
      return text != null && words.containsKey(key) ? words.get(key) : value;
    };
  }

  /** A template none of whose fields has a value makes none. */
  private static ValueSource template(String text, SourceLayout layout) {
    List<TemplateText.Part> parts = TemplateText.parse(text).parts();
    String[] literals = new String[parts.size()];
    ValueSource[] fields = new ValueSource[parts.size()];
    boolean constant = true;
    for (int i = 0; i < literals.length; i++) {
      if (parts.get(i) instanceof TemplateText.Literal literal) {
        literals[i] = literal.text();
      } else {
        constant = false;
        fields[i] = layout.path(((TemplateText.Placeholder) parts.get(i)).field());
      }
    }
    boolean always = constant;
    return row -> {
      StringBuilder out = new StringBuilder();
      boolean any = always;
      for (int i = 0; i < literals.length; i++) {
        if (literals[i] != null) {
          out.append(literals[i]);
          continue;
        }
        String value = Values.text(fields[i].value(row));
        if (!Values.isBlank(value)) {
          any = true;
          out.append(value);
        }
      }
      return any ? out.toString() : null;
    };
  }

  private static FieldRule split(
      String name, FieldSpec.Split split, SourceLayout layout, TargetShape shape) {
    ValueSource from = layout.path(split.from());
    Map<String, Integer> targets = new HashMap<>();
    split.into().forEach((part, target) -> targets.put(part, shape.index(target)));
    return (row, values) -> {
      try {
        String text = Values.text(from.value(row));
        Map<String, String> parts = text == null ? Map.of() : PersonName.split(text);
        parts.forEach(
            (part, value) -> {
              Integer index = targets.get(part);
              if (index != null) {
                values[index] = value;
              }
            });
      } catch (MappingRefused refused) {
        throw refused.inField(name);
      }
    };
  }
}
