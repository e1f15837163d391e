package dev.syncline.definitions;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** Whether a function's argument is of its kind. */
final class ArgumentChecks {
  private ArgumentChecks() {}

  static Optional<String> problem(Functions.Kind kind, JsonNode argument) {
    return switch (kind) {
      case ANY -> Optional.empty();
      case TEXT -> unless(argument.isValueNode() && !argument.isNull(), "must be a text");
      case FIELD ->
          unless(
              argument.isString() && !argument.asString().isBlank(), "must be the name of a field");
      case NUMBER -> unless(argument.isNumber(), "must be a number");
      case WHOLE ->
          unless(argument.isInt() && argument.asInt() >= 0, "must be a whole number from 0 on");
      case REGEX -> regex(argument.asString(""));
      case DATE_FORMAT -> DateFormats.problem(argument.asString(""), Locale.ROOT);
      case CURRENCY -> currency(argument.asString(""));
      case COUNTRY -> Regions.problem(argument.asString(""));
    };
  }

  static Optional<String> regex(String pattern) {
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("is no regular expression: " + e.getDescription());
    }
  }

  private static Optional<String> currency(String code) {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(c -> c.getCurrencyCode().equals(code) && c.getDefaultFractionDigits() >= 0);
    return unless(known, "must be a currency code such as EUR");
  }

  private static Optional<String> unless(boolean good, String problem) {
    return good ? Optional.empty() : Optional.of(problem);
  }
}
