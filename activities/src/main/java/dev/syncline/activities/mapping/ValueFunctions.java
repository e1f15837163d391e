package dev.syncline.activities.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Functions for values that are missing, and from one kind of value to another. */
final class ValueFunctions {
  private ValueFunctions() {}

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put(
        "default",
        (a, l) -> {
          Object fallback = Values.of(a.get(0));
          return (value, row) -> Values.isBlank(value) ? fallback : value;
        });
    to.put("null_if", (a, l) -> nullIf(a));
    to.put(
        "coalesce",
        (a, l) -> {
          List<ValueSource> others = new ArrayList<>();
          a.forEach(field -> others.add(l.path(field.asString())));
          return (value, row) -> coalesce(value, others, row);
        });
    to.put("to_text", (a, l) -> (value, row) -> Values.text(value));
    to.put("to_boolean", (a, l) -> (value, row) -> Types.toBoolean(value));
    to.put("json_parse", (a, l) -> (value, row) -> Types.json(value));
  }

  private static Step nullIf(List<JsonNode> arguments) {
    Set<String> unwanted =
        arguments.stream().map(argument -> argument.asString("")).collect(Collectors.toSet());
    return (value, row) -> {
      boolean single = !(value instanceof Map) && !(value instanceof List);
      String text = single ? Values.text(value) : null;
      return text != null && unwanted.contains(text.strip()) ? null : value;
    };
  }

  private static @Nullable Object coalesce(
      @Nullable Object value, List<ValueSource> others, SourceRow row) throws MappingRefused {
    Object found = value;
    for (int i = 0; i < others.size() && Values.isBlank(found); i++) {
      found = others.get(i).value(row);
    }
    return found;
  }
}
