package dev.syncline.api.conflicts;

import dev.syncline.api.requests.ApiBody;
import dev.syncline.api.web.Params;
import dev.syncline.control.conflict.Choice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is decided over each field.
 *
 * @param fields field → {@code "source"}, {@code "target"} or an object with a {@code value}
 */
public record ResolveBody(@Nullable JsonNode fields) implements ApiBody {

  /** By field; INVALID where something else stands there. */
  public Map<String, Choice> choices() {
    if (fields == null || !fields.isObject()) {
      throw Params.invalid("fields must be an object: a decision for each field of the conflict");
    }
    Map<String, Choice> choices = new HashMap<>();
    fields.properties().forEach(e -> choices.put(e.getKey(), choice(e.getKey(), e.getValue())));
    return choices;
  }

  private static Choice choice(String field, JsonNode decided) {
    if (decided.isObject() && decided.size() == 1 && decided.has("value")) {
      return new Choice.Value(decided.get("value"));
    }
    return switch (decided.isString() ? decided.asString() : "") {
      case "source" -> new Choice.Side(true);
      case "target" -> new Choice.Side(false);
      default ->
          throw Params.invalid(
              "fields." + field + " must be \"source\", \"target\" or {\"value\": …}");
    };
  }
}
