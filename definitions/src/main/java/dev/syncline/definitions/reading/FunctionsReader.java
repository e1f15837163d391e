package dev.syncline.definitions.reading;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.definitions.FunctionSyntax;
import dev.syncline.definitions.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads {@code apply}: one call or a list of calls, each written {@code trim}, {@code replace(a,
 * b)} or {@code { replace: [a, b] }}.
 */
final class FunctionsReader {
  private final Problems problems;

  FunctionsReader(Problems problems) {
    this.problems = problems;
  }

  List<FunctionCall> read(Section section, String key) {
    Item item = section.item(key);
    if (item == null) {
      return List.of();
    }
    List<Item> items = item instanceof Item.Sequence list ? list.items() : List.of(item);
    List<FunctionCall> calls = new ArrayList<>();
    ArrayNode normal = JsonNodeFactory.instance.arrayNode();
    for (Item one : items) {
      FunctionCall call = call(one);
      if (call != null && known(one, call)) {
        calls.add(call);
        normal.add(json(call));
      }
    }
    section.put(key, normal);
    return calls;
  }

  private @Nullable FunctionCall call(Item item) {
    if (item instanceof Item.Scalar scalar && scalar.value().isString()) {
      try {
        return FunctionSyntax.parse(scalar.value().asString());
      } catch (IllegalArgumentException e) {
        problems.error(item, String.valueOf(e.getMessage()));
        return null;
      }
    }
    if (item instanceof Item.Mapping mapping && mapping.members().size() == 1) {
      Map.Entry<String, Item.Member> entry = mapping.members().entrySet().iterator().next();
      Item value = entry.getValue().value();
      List<Item> arguments = value instanceof Item.Sequence list ? list.items() : List.of(value);
      return new FunctionCall(entry.getKey(), arguments.stream().map(Trees::json).toList());
    }
    problems.error(item, "must be a function: trim, replace(a, b) or { replace: [a, b] }");
    return null;
  }

  private boolean known(Item at, FunctionCall call) {
    Optional<Functions.Signature> signature = Functions.find(call.name());
    if (signature.isEmpty()) {
      String hint = Nearest.hint(call.name(), Functions.names());
      problems.error(at, "there is no function '" + Shown.of(call.name()) + "'; " + hint);
      return false;
    }
    Optional<String> problem = signature.get().problem(call);
    problem.ifPresent(text -> problems.error(at, text));
    return problem.isEmpty();
  }

  private static JsonNode json(FunctionCall call) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (call.arguments().isEmpty()) {
      return json.stringNode(call.name());
    }
    return json.objectNode().set(call.name(), json.arrayNode().addAll(call.arguments()));
  }
}
