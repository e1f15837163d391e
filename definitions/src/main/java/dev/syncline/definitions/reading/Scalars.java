package dev.syncline.definitions.reading;

import dev.syncline.definitions.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Single values by type; each answers null where the value is of another, and reports it. */
final class Scalars {
  private Scalars() {}

  /** Text without the blanks around it. */
  static @Nullable String text(Item item, Problems problems) {
    if (!(item instanceof Item.Scalar scalar) || !scalar.value().isString()) {
      String quote = item instanceof Item.Scalar && !item.isNull() ? "; put it in quotes" : "";
      problems.error(item, "must be a string, not " + item.kind() + quote);
      return null;
    }
    String text = scalar.value().asString().strip();
    if (text.isEmpty()) {
      problems.error(item, "must not be blank");
      return null;
    }
    return text;
  }

  static @Nullable Boolean flag(Item item, Problems problems) {
    if (item instanceof Item.Scalar scalar && scalar.value().isBoolean()) {
      return scalar.value().asBoolean();
    }
    problems.error(item, "must be true or false");
    return null;
  }

  static @Nullable Duration duration(Item item, Problems problems) {
    String text = item instanceof Item.Scalar scalar ? scalar.value().asString("") : "";
    Duration duration = Durations.parse(text).orElse(null);
    if (duration == null) {
      problems.error(item, "'" + Shown.of(item) + "' is no duration; write " + Durations.ALLOWED);
    }
    return duration;
  }

  static @Nullable Long whole(Item item, long min, long max, Problems problems) {
    boolean whole = item instanceof Item.Scalar s && s.value().isIntegralNumber();
    BigDecimal number = whole ? ((Item.Scalar) item).value().asDecimal() : null;
    if (number == null || outside(number, BigDecimal.valueOf(min), BigDecimal.valueOf(max))) {
      problems.error(
          item, "must be a whole number from " + min + " to " + max + ", not " + Shown.of(item));
      return null;
    }
    return number.longValueExact();
  }

  static @Nullable BigDecimal number(Item item, double min, double max, Problems problems) {
    BigDecimal number =
        item instanceof Item.Scalar s && s.value().isNumber() ? s.value().asDecimal() : null;
    if (number == null || outside(number, BigDecimal.valueOf(min), BigDecimal.valueOf(max))) {
      String range = BigDecimal.valueOf(min) + " to " + BigDecimal.valueOf(max);
      problems.error(item, "must be a number from " + range + ", not " + Shown.of(item));
      return null;
    }
    return number;
  }

  private static boolean outside(BigDecimal number, BigDecimal min, BigDecimal max) {
    return number.compareTo(min) < 0 || number.compareTo(max) > 0;
  }
}
