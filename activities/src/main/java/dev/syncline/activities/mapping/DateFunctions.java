package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.FunctionLibrary.text;

import dev.syncline.definitions.DateFormats;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Functions that read and write dates. */
final class DateFunctions {
  private DateFunctions() {}

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put("parse_date", (a, l) -> parse(text(a, 0, "")));
    to.put("format_date", (a, l) -> format(text(a, 0, "")));
  }

  private static Step parse(String pattern) {
    DateTimeFormatter formatter = DateFormats.of(pattern, Locale.ENGLISH);
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      try {
        return LocalDate.from(formatter.parse(String.valueOf(Values.text(value)).strip()))
            .toString();
      } catch (DateTimeException e) {
        throw MappingRefused.badValue(value, "is not a date written " + pattern);
      }
    };
  }

  private static Step format(String pattern) {
    DateTimeFormatter formatter = DateFormats.of(pattern, Locale.ENGLISH);
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      Instant instant = Timestamps.parse(value);
      if (instant == null) {
        throw MappingRefused.badValue(value, "is not a date or timestamp");
      }
      try {
        return formatter.format(instant.atOffset(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        throw MappingRefused.badValue(value, "cannot be written as " + pattern);
      }
    };
  }
}
