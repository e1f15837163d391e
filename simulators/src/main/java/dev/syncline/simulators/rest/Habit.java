package dev.syncline.simulators.rest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a system makes of a record that it is given: it keeps something else. */
@FunctionalInterface
public interface Habit {
  /** The record as it is kept; the one that is given may be changed. */
  ObjectNode kept(ObjectNode given);

  /** Blanks around texts go. */
  static Habit trims() {
    return texts(String::strip);
  }

  /** Texts are kept in upper case. */
  static Habit shouts() {
    return texts(text -> text.toUpperCase(Locale.ROOT));
  }

  /** Numbers, and texts that are numbers, are kept with so many decimals. */
  static Habit rounds(int decimals) {
    return values(
        value -> {
          try {
            BigDecimal rounded =
                new BigDecimal(value.asString("")).setScale(decimals, RoundingMode.HALF_UP);
            return value.isNumber()
                ? JsonNodeFactory.instance.numberNode(rounded)
                : JsonNodeFactory.instance.stringNode(rounded.toPlainString());
          } catch (NumberFormatException noNumber) {
            return value;
          }
        });
  }

  /** Lists are kept sorted by their elements' texts. */
  static Habit sorts() {
    return values(
        value -> {
          if (!(value instanceof ArrayNode list)) {
            return value;
          }
          List<JsonNode> elements = new ArrayList<>();
          list.forEach(elements::add);
          elements.sort(Comparator.comparing(JsonNode::toString));
          return JsonMapper.shared().createArrayNode().addAll(elements);
        });
  }

  /** Fields without a value get these. */
  static Habit fills(Map<String, String> defaults) {
    return record -> {
      defaults.forEach(
          (field, value) -> {
            if (!record.hasNonNull(field)) {
              record.put(field, value);
            }
          });
      return record;
    };
  }

  private static Habit texts(UnaryOperator<String> change) {
    return values(
        value ->
            value.isString()
                ? JsonNodeFactory.instance.stringNode(change.apply(value.asString()))
                : value);
  }

  private static Habit values(UnaryOperator<JsonNode> change) {
    return record -> {
      List.copyOf(record.propertyNames())
          .forEach(field -> record.set(field, change.apply(record.get(field))));
      return record;
    };
  }
}
