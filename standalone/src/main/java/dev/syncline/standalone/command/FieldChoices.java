package dev.syncline.standalone.command;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Decisions over a conflict's fields as they are typed, as the API takes them. */
final class FieldChoices {
  private static final String TEXT = "value:";
  private static final String JSON = "json:";

  private FieldChoices() {}

  /** Whose value stands. */
  enum Side {
    SOURCE,
    TARGET;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same, with one choice for all fields of the conflict that are not named. */
  static ObjectNode of(List<String> named, Side others, ObjectNode conflict) {
    ObjectNode choices = of(named);
    for (JsonNode field : conflict.path("fields")) {
      String name = field.path("field").asString("");
      if (!choices.has(name)) {
        choices.put(name, others.word());
      }
    }
    return choices;
  }

  /** Each as {@code FIELD=CHOICE}; INVALID where one is something else. */
  static ObjectNode of(List<String> named) {
    ObjectNode choices = JsonNodeFactory.instance.objectNode();
    for (String one : named) {
      int sign = one.indexOf('=');
      if (sign < 1) {
        throw invalid(one, "is no FIELD=CHOICE");
      }
      choices.set(one.substring(0, sign), choice(one, one.substring(sign + 1)));
    }
    return choices;
  }

  private static JsonNode choice(String one, String choice) {
    if (choice.equals(Side.SOURCE.word()) || choice.equals(Side.TARGET.word())) {
      return StringNode.valueOf(choice);
    }
    if (choice.startsWith(TEXT)) {
      return value(StringNode.valueOf(choice.substring(TEXT.length())));
    }
    if (choice.startsWith(JSON)) {
      try {
        return value(JsonMapper.shared().readTree(choice.substring(JSON.length())));
      } catch (JacksonException e) {
        throw invalid(one, "holds no JSON value").because(e);
      }
    }
    throw invalid(one, "names none of the choices");
  }

  private static ObjectNode value(JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set("value", value);
  }

  private static SynclineException invalid(String one, String why) {
    return SynclineException.of(
        Category.INVALID,
        "'%s' %s; a choice is source, target, value:TEXT or json:VALUE".formatted(one, why));
  }
}
