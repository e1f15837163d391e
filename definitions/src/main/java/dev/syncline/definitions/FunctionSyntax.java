package dev.syncline.definitions;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls written as text: {@code trim} or {@code replace("a, b", c)}. */
public final class FunctionSyntax {
  private static final Pattern CALL =
      Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'|([^,\"']*+))\\s*(,|$)",
          Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}|-?\\d{1,20}\\.\\d{1,20}");

  private FunctionSyntax() {}

  /** The call; throws {@link IllegalArgumentException} where the text is none. */
  public static FunctionCall parse(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no function call; write name, or name(argument, \"argument\")");
    }
    String arguments = call.group(2);
    return new FunctionCall(
        call.group(1),
        arguments == null || arguments.isBlank() ? List.of() : arguments(text, arguments));
  }

  private static List<JsonNode> arguments(String text, String inside) {
    List<JsonNode> arguments = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(inside);
    int position = 0;
    while (true) {
      argument.region(position, inside.length());
      if (!argument.lookingAt()) {
        throw new IllegalArgumentException("the arguments of '" + text + "' cannot be read");
      }
      arguments.add(value(argument));
      position = argument.end();
      if (argument.group(4).isEmpty()) {
        return arguments;
      }
    }
  }

  private static JsonNode value(Matcher argument) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    for (int quoted = 1; quoted <= 2; quoted++) {
      if (argument.group(quoted) != null) {
        return json.stringNode(unescape(argument.group(quoted)));
      }
    }
    String bare = argument.group(3).strip();
    return switch (bare) {
      case "true" -> json.booleanNode(true);
      case "false" -> json.booleanNode(false);
      case "null" -> json.nullNode();
      default -> {
        if (!NUMBER.matcher(bare).matches()) {
          yield json.stringNode(bare);
        }
        yield bare.indexOf('.') < 0
            ? json.numberNode(Integer.parseInt(bare))
            : json.numberNode(new BigDecimal(bare));
      }
    };
  }

  /** A backslash takes the next character as it is, except n and t, and stays before any letter. */
  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char next = text.charAt(++i);
      switch (next) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '"', '\'', '\\' -> out.append(next);
        default -> out.append('\\').append(next);
      }
    }
    return out.toString();
  }
}
