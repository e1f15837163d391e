package dev.syncline.definitions.reading;

import dev.syncline.definitions.FilterSpec;
import dev.syncline.definitions.SourceSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads where a task reads from. */
final class SourceReader {
  SourceSpec read(Section task) {
    task.required("source");
    Section source = task.section("source", Keys.SOURCE);
    if (source == null) {
      return new SourceSpec("", null, null, FilterSpec.NONE);
    }
    String connection = source.requiredText("connection");
    String resource = source.text("resource");
    String query = source.text("query");
    if (resource != null && query != null) {
      source.error("query", "stands in place of 'resource'; give one of them");
    }
    return new SourceSpec(connection, resource, query, filter(source));
  }

  private static FilterSpec filter(Section source) {
    Section filter = source.section("filter", Keys.FILTER);
    if (filter == null) {
      return FilterSpec.NONE;
    }
    List<String> status = filter.texts("status");
    Section range = filter.section("date_range", Keys.DATE_RANGE);
    if (range == null) {
      return new FilterSpec(status, null, null);
    }
    Instant start = instant(range, "start");
    Instant end = instant(range, "end");
    if (start != null && end != null && !start.isBefore(end)) {
      range.error("end", "must come after 'start'");
    }
    return new FilterSpec(status, start, end);
  }

  private static @Nullable Instant instant(Section range, String key) {
    String text = range.text(key);
    if (text == null) {
      return null;
    }
    try {
      Instant instant =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      range.put(key, JsonNodeFactory.instance.stringNode(instant.toString()));
      return instant;
    } catch (DateTimeException e) {
      range.error(
          key, "'" + Shown.of(text) + "' is no time; write 2026-01-31 or 2026-01-31T00:00:00Z");
      return null;
    }
  }
}
