package dev.syncline.activities.mapping;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The types: each turns a value into its one form, or refuses it. Blank is no value. */
final class Types {
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  private Types() {}

  static Step compile(String type, Map<String, JsonNode> options) {
    return switch (type) {
      case "string" -> string(options);
      case "integer" -> integer(options);
      case "decimal" -> decimal(options);
      case "boolean" -> (value, row) -> toBoolean(value);
      case "date" -> DateTypes.date(options);
      case "timestamp" -> DateTypes.timestamp(options);
      case "email" -> (value, row) -> ContactTypes.email(value);
      case "phone" -> phone(options);
      case "enum" -> oneOf(options);
      case "json" -> (value, row) -> json(value);
      default -> throw SynclineException.of(Category.INVALID, "there is no type '" + type + "'");
    };
  }

  private static Step phone(Map<String, JsonNode> options) {
    JsonNode region = options.get("region");
    Locale locale = locale(options);
    String country = locale == null || locale.getCountry().isEmpty() ? null : locale.getCountry();
    String from = region == null ? country : region.asString().toUpperCase(Locale.ROOT);
    return (value, row) -> Phones.normal(value, from);
  }

  private static Step string(Map<String, JsonNode> options) {
    JsonNode longest = options.get("max_length");
    int max = longest == null ? Integer.MAX_VALUE : longest.asInt();
    JsonNode form = options.get("pattern");
    Pattern pattern = form == null ? null : Pattern.compile(form.asString());
    return (value, row) -> {
      String text = Values.text(value);
      if (text == null) {
        return null;
      }
      if (text.length() > max && text.codePointCount(0, text.length()) > max) {
        throw MappingRefused.badValue(text, "is longer than " + max + " characters");
      }
      if (pattern != null && !text.isBlank() && !pattern.matcher(text).matches()) {
        throw MappingRefused.badValue(text, "does not match " + pattern);
      }
      return text;
    };
  }

  private static Step integer(Map<String, JsonNode> options) {
    Locale locale = locale(options);
    Range range = Range.of(options);
    return (value, row) -> range.check(toInteger(value, locale));
  }

  static @Nullable Object toInteger(@Nullable Object value, @Nullable Locale locale)
      throws MappingRefused {
    if (value instanceof Long || Values.isBlank(value)) {
      return value instanceof Long ? value : null;
    }
    BigDecimal number = number(value, locale);
    boolean whole = number != null && (number.signum() == 0 || isWhole(number));
    if (number == null || !whole) {
      throw MappingRefused.badValue(value, "is not a whole number (type integer)");
    }
    return Values.number(number);
  }

  private static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static Step decimal(Map<String, JsonNode> options) {
    Locale locale = locale(options);
    Range range = Range.of(options);
    JsonNode places = options.get("scale");
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      BigDecimal number = number(value, locale);
      if (number == null) {
        throw MappingRefused.badValue(value, "is not a number (type decimal)");
      }
      BigDecimal rounded =
          places == null ? number : number.setScale(places.asInt(), RoundingMode.HALF_UP);
      return range.check(Values.number(rounded));
    };
  }

  private static @Nullable BigDecimal number(@Nullable Object value, @Nullable Locale locale) {
    return locale != null && value instanceof String text
        ? Numbers.parse(text.strip(), locale)
        : Values.decimal(value);
  }

  static @Nullable Locale locale(Map<String, JsonNode> options) {
    JsonNode tag = options.get("locale");
    return tag == null ? null : Locale.forLanguageTag(tag.asString().replace('_', '-'));
  }

  static @Nullable Object toBoolean(@Nullable Object value) throws MappingRefused {
    if (value instanceof Boolean || Values.isBlank(value)) {
      return value instanceof Boolean ? value : null;
    }
    String word = String.valueOf(Values.text(value)).strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    throw MappingRefused.badValue(value, "is neither true nor false (type boolean)");
  }

  private static Step oneOf(Map<String, JsonNode> options) {
    Map<String, @Nullable Object> allowed = new LinkedHashMap<>();
    JsonNode values = options.get("values");
    if (values != null) {
      values.forEach(value -> allowed.put(value.asString(), Values.of(value)));
    }
    List<String> words = List.copyOf(allowed.keySet());
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      Object found = allowed.get(String.valueOf(Values.text(value)).strip());
      if (found == null) {
        throw MappingRefused.badValue(value, "is not one of " + words);
      }
      return found;
    };
  }

  static @Nullable Object json(@Nullable Object value) throws MappingRefused {
    if (!(value instanceof String text)) {
      return value;
    }
    return text.isBlank() ? null : RowReader.parse(text);
  }

  /** Inclusive bounds of a number. */
  private record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
    static Range of(Map<String, JsonNode> options) {
      return new Range(bound(options.get("min")), bound(options.get("max")));
    }

    private static @Nullable BigDecimal bound(@Nullable JsonNode bound) {
      return bound == null ? null : bound.asDecimal();
    }

    @Nullable Object check(@Nullable Object value) throws MappingRefused {
      if (value == null || (min == null && max == null)) {
        return value;
      }
      BigDecimal number = Values.decimal(value);
      if (number != null && min != null && number.compareTo(min) < 0) {
        throw MappingRefused.badValue(value, "is less than " + min.toPlainString());
      }
      if (number != null && max != null && number.compareTo(max) > 0) {
        throw MappingRefused.badValue(value, "is more than " + max.toPlainString());
      }
      return value;
    }
  }
}
