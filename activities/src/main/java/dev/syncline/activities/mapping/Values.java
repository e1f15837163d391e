package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The values that fields hold: String, Long, BigDecimal, Boolean, Map, List, or null where there is
 * none. A Long is never a BigDecimal and the other way round, so that equal values are equal.
 */
final class Values {
  private static final int LONGEST_SHOWN = 80;

  private Values() {}

  static boolean isBlank(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }

  static @Nullable Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> json.asString();
      case BOOLEAN -> json.asBoolean();
      case NUMBER -> number(json.asDecimal());
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        json.forEach(element -> list.add(of(element)));
        yield list;
      }
      default -> null;
    };
  }

  /** A Long where it fits, else the decimal. */
  static Object number(BigDecimal number) {
    boolean whole = number.signum() == 0 || number.scale() <= 0;
    if (!whole && number.scale() < 40) {
      whole = number.stripTrailingZeros().scale() <= 0;
    }
    if (whole && number.precision() - number.scale() <= 18) {
      return number.longValueExact();
    }
    return number;
  }

  /** A number's plain form, without an exponent and without zeros at its end. */
  static String plain(BigDecimal number) throws MappingRefused {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.precision() > 1000 || Math.abs((long) stripped.scale()) > 1000) {
      throw MappingRefused.of(MappingRefused.BAD_VALUE, "a number has more than 1000 digits");
    }
    return stripped.toPlainString();
  }

  /** A single value as text; refuses lists and objects. */
  static @Nullable String text(@Nullable Object value) throws MappingRefused {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    throw MappingRefused.badType(value, "a single value");
  }

  /** A number, from one or from the text of one; null where it is none. */
  static @Nullable BigDecimal decimal(@Nullable Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    return value instanceof String text ? Numbers.parse(text.strip()) : null;
  }

  /** A value for a message: quoted and at most 80 characters. */
  static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    if (text.length() > LONGEST_SHOWN) {
      text = text.substring(0, LONGEST_SHOWN) + "…";
    }
    return "'" + text.replace('\0', '\uFFFD') + "'";
  }
}
