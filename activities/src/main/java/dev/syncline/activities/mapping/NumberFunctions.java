package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.FunctionLibrary.text;
import static dev.syncline.activities.mapping.FunctionLibrary.whole;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/** Functions on numbers and on texts that are numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  /** What is done with a number. */
  @FunctionalInterface
  private interface Calculation {
    BigDecimal of(BigDecimal number) throws MappingRefused;
  }

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put("to_integer", (a, l) -> (value, row) -> Types.toInteger(value, null));
    to.put("to_decimal", (a, l) -> onNumber(number -> number));
    to.put(
        "round",
        (a, l) -> {
          int places = Math.min(whole(a, 0, 0), 100);
          return onNumber(number -> number.setScale(places, RoundingMode.HALF_UP));
        });
    to.put(
        "multiply",
        (a, l) -> {
          BigDecimal factor = a.get(0).asDecimal();
          return onNumber(number -> number.multiply(factor));
        });
    to.put(
        "money_minor",
        (a, l) -> {
          int digits = Currency.getInstance(text(a, 0, "")).getDefaultFractionDigits();
          return onNumber(number -> minor(number, digits));
        });
  }

  private static BigDecimal minor(BigDecimal amount, int digits) throws MappingRefused {
    BigDecimal minor = amount.movePointRight(digits);
    if (minor.signum() != 0 && minor.stripTrailingZeros().scale() > 0) {
      throw MappingRefused.badValue(
          amount, "has more than the " + digits + " decimal places of its currency");
    }
    return minor.setScale(0, RoundingMode.UNNECESSARY);
  }

  private static Step onNumber(Calculation calculation) {
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      BigDecimal number = Values.decimal(value);
      if (number == null) {
        throw MappingRefused.badValue(value, "is not a number");
      }
      return Values.number(calculation.of(number));
    };
  }
}
