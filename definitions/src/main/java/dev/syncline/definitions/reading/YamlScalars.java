package dev.syncline.definitions.reading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a YAML scalar means by the core schema: {@code on} and {@code yes} stay text. */
final class YamlScalars {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_DIGITS = 1_000;

  private YamlScalars() {}

  static Item.Scalar item(ScalarEvent event, int line, String path, Problems problems) {
    String text = event.getValue();
    Tag tag =
        event
            .getTag()
            .filter(t -> !t.equals("!"))
            .map(Tag::new)
            .orElseGet(
                () ->
                    new CoreScalarResolver()
                        .resolve(text, event.getImplicit().canOmitTagInPlainScalar()));
    return new Item.Scalar(line, path, value(tag, text, line, path, problems), text);
  }

  private static JsonNode value(Tag tag, String text, int line, String path, Problems problems) {
    try {
      if (tag.equals(Tag.STR)) {
        return JSON.stringNode(text);
      }
      if (tag.equals(Tag.NULL)) {
        return JSON.nullNode();
      }
      if (tag.equals(Tag.BOOL)) {
        return JSON.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
      }
      if (tag.equals(Tag.INT)) {
        return integer(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return JSON.numberNode(decimal(text));
      }
    } catch (NumberFormatException e) {
      problems.error(line, path, "'" + text + "' is no number that can be used here");
      return JSON.nullNode();
    }
    problems.error(line, path, "the tag " + tag.getValue() + " is not supported");
    return JSON.nullNode();
  }

  /** Numbers that arithmetic would eat the memory with are none that can be used. */
  private static BigDecimal decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static JsonNode integer(String text) {
    if (text.length() > MOST_DIGITS) {
      throw new NumberFormatException(text);
    }
    BigInteger number;
    if (text.startsWith("0x")) {
      number = new BigInteger(text.substring(2), 16);
    } else if (text.startsWith("0o")) {
      number = new BigInteger(text.substring(2), 8);
    } else {
      number = new BigInteger(text);
    }
    return number(number);
  }

  /** The narrowest node, so that equal numbers are equal nodes. */
  static JsonNode number(BigInteger number) {
    if (number.bitLength() < 32) {
      return JSON.numberNode(number.intValueExact());
    }
    return number.bitLength() < 64
        ? JSON.numberNode(number.longValueExact())
        : JSON.numberNode(number);
  }
}
