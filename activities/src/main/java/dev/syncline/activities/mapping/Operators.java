package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of expressions do. A blank text equals null; texts that are numbers count as
 * numbers beside a number; arithmetic with null gives null.
 */
final class Operators {
  private Operators() {}

  static boolean isTrue(@Nullable Object value) throws MappingRefused {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return Boolean.TRUE.equals(Types.toBoolean(value));
  }

  static boolean equal(@Nullable Object left, @Nullable Object right) throws MappingRefused {
    if (Values.isBlank(left) || Values.isBlank(right)) {
      return Values.isBlank(left) && Values.isBlank(right);
    }
    if (isNumber(left) || isNumber(right)) {
      BigDecimal one = Values.decimal(left);
      BigDecimal other = Values.decimal(right);
      return one != null && other != null && one.compareTo(other) == 0;
    }
    if (left instanceof Boolean || right instanceof Boolean) {
      return String.valueOf(left).equals(String.valueOf(right));
    }
    return left != null && left.equals(right);
  }

  /** Numbers by size, texts by their letters; false where one of them is missing. */
  static boolean less(@Nullable Object left, @Nullable Object right, boolean orEqual)
      throws MappingRefused {
    if (Values.isBlank(left) || Values.isBlank(right)) {
      return false;
    }
    BigDecimal one = Values.decimal(left);
    BigDecimal other = Values.decimal(right);
    int order =
        one != null && other != null
            ? one.compareTo(other)
            : String.valueOf(Values.text(left)).compareTo(String.valueOf(Values.text(right)));
    return orEqual ? order <= 0 : order < 0;
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof BigDecimal;
  }

  static @Nullable Object plus(@Nullable Object left, @Nullable Object right)
      throws MappingRefused {
    return calculate(left, right, BigDecimal::add);
  }

  static @Nullable Object minus(@Nullable Object left, @Nullable Object right)
      throws MappingRefused {
    return calculate(left, right, BigDecimal::subtract);
  }

  static @Nullable Object times(@Nullable Object left, @Nullable Object right)
      throws MappingRefused {
    return calculate(left, right, BigDecimal::multiply);
  }

  static @Nullable Object divide(@Nullable Object left, @Nullable Object right)
      throws MappingRefused {
    return calculate(left, right, (a, b) -> a.divide(notZero(a, b), MathContext.DECIMAL64));
  }

  static @Nullable Object remainder(@Nullable Object left, @Nullable Object right)
      throws MappingRefused {
    return calculate(left, right, (a, b) -> a.remainder(notZero(a, b)));
  }

  private static BigDecimal notZero(BigDecimal dividend, BigDecimal divisor) throws MappingRefused {
    if (divisor.signum() == 0) {
      throw MappingRefused.badValue(dividend, "cannot be divided by zero");
    }
    return divisor;
  }

  /** What is done with two numbers. */
  @FunctionalInterface
  private interface Calculation {
    BigDecimal of(BigDecimal left, BigDecimal right) throws MappingRefused;
  }

  private static @Nullable Object calculate(
      @Nullable Object left, @Nullable Object right, Calculation calculation)
      throws MappingRefused {
    if (Values.isBlank(left) || Values.isBlank(right)) {
      return null;
    }
    return Values.number(calculation.of(number(left), number(right)));
  }

  private static BigDecimal number(@Nullable Object value) throws MappingRefused {
    BigDecimal number = Values.decimal(value);
    if (number == null) {
      throw MappingRefused.badValue(
          value, "is not a number; texts are put together with concat(…)");
    }
    return number;
  }
}
