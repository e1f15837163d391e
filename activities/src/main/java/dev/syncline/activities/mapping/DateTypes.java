package dev.syncline.activities.mapping;

import dev.syncline.definitions.DateFormats;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The types date ({@code yyyy-MM-dd}) and timestamp (RFC 3339 in UTC). */
final class DateTypes {
  private DateTypes() {}

  static Step date(Map<String, JsonNode> options) {
    List<DateTimeFormatter> formats = formats(options);
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      String text = String.valueOf(Values.text(value)).strip();
      LocalDate date = formats.isEmpty() ? isoDate(text) : date(text, formats);
      if (date == null) {
        throw MappingRefused.badValue(value, "is not a date (type date" + shown(options) + ")");
      }
      return date.toString();
    };
  }

  /** A date, or the date that a timestamp itself names, whatever its zone. */
  private static @Nullable LocalDate isoDate(String text) {
    try {
      boolean dashed = text.length() >= 10 && text.charAt(4) == '-';
      if (dashed && (text.length() == 10 || Timestamps.parse((Object) text) != null)) {
        return LocalDate.parse(text.substring(0, 10));
      }
      return text.length() == 8 ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalDate date(String text, List<DateTimeFormatter> formats) {
    for (DateTimeFormatter format : formats) {
      try {
        return LocalDate.from(format.parse(text));
      } catch (DateTimeException e) {
        continue;
      }
    }
    return null;
  }

  static Step timestamp(Map<String, JsonNode> options) {
    List<DateTimeFormatter> formats = formats(options);
    JsonNode zone = options.get("timezone");
    ZoneId zoneId = zone == null ? ZoneOffset.UTC : ZoneId.of(zone.asString());
    return (value, row) -> {
      if (Values.isBlank(value)) {
        return null;
      }
      Instant instant =
          formats.isEmpty()
              ? lenient(value, zoneId)
              : instant(String.valueOf(Values.text(value)).strip(), formats, zoneId);
      if (instant == null) {
        throw MappingRefused.badValue(
            value, "is not a point in time (type timestamp" + shown(options) + ")");
      }
      return instant.toString();
    };
  }

  /** A text without a zone is local to the zone given. */
  private static @Nullable Instant lenient(@Nullable Object value, ZoneId zone) {
    if (zone != ZoneOffset.UTC && value instanceof String text) {
      try {
        return LocalDateTime.parse(text.strip().replace(' ', 'T')).atZone(zone).toInstant();
      } catch (DateTimeException e) {
        return Timestamps.parse(value);
      }
    }
    return Timestamps.parse(value);
  }

  private static @Nullable Instant instant(
      String text, List<DateTimeFormatter> formats, ZoneId zone) {
    for (DateTimeFormatter format : formats) {
      try {
        TemporalAccessor time =
            format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime withOffset) {
          return withOffset.toInstant();
        }
        return time instanceof LocalDateTime local
            ? local.atZone(zone).toInstant()
            : ((LocalDate) time).atStartOfDay(zone).toInstant();
      } catch (DateTimeException e) {
        continue;
      }
    }
    return null;
  }

  private static List<DateTimeFormatter> formats(Map<String, JsonNode> options) {
    Locale locale = Types.locale(options);
    List<DateTimeFormatter> formats = new ArrayList<>();
    JsonNode patterns = options.get("format");
    if (patterns != null) {
      patterns.forEach(
          pattern ->
              formats.add(
                  DateFormats.of(pattern.asString(), locale == null ? Locale.ENGLISH : locale)));
    }
    return formats;
  }

  private static String shown(Map<String, JsonNode> options) {
    return options.containsKey("format") ? ", format " + options.get("format") : "";
  }
}
