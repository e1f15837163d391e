package dev.syncline.definitions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one target field (or, for a split, several) is made.
 *
 * @param name the target field; for a split the entry's own name, which is no field itself
 * @param type string, integer, decimal, boolean, date, timestamp, email, phone, enum, json; or null
 * @param options further keys such as {@code values}, {@code format}, {@code locale}, {@code
 *     default}
 */
public record FieldSpec(
    String name,
    Origin origin,
    List<FunctionCall> apply,
    @Nullable String type,
    Map<String, JsonNode> options) {

  public FieldSpec {
    apply = List.copyOf(apply);
    options = Map.copyOf(options);
  }

  /** Where a value comes from. */
  public sealed interface Origin {}

  /** A source field; dots walk into objects. */
  public record Copy(String from) implements Origin {}

  /** The same value for every record. */
  public record Constant(JsonNode value) implements Origin {}

  /** Text with {@code {field}} in it. */
  public record Template(String text) implements Origin {}

  /** An expression over the source record. */
  public record Expression(String text) implements Origin {}

  /** One source field taken apart: {@code into} maps parts to target fields. */
  public record Split(String from, String splitter, Map<String, String> into) implements Origin {
    public Split {
      into = Map.copyOf(into);
    }
  }

  /** A named function with its arguments. */
  public record FunctionCall(String name, List<JsonNode> arguments) {
    public FunctionCall {
      arguments = List.copyOf(arguments);
    }
  }
}
