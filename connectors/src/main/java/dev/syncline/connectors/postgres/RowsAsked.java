package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.ReadRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a read as conditions, where a column can tell. They may let more through than was
 * asked for, never less: rows without a time are left to those who map them.
 *
 * @param conditions what stands between AND
 */
record RowsAsked(List<String> conditions) {
  static final RowsAsked ALL = new RowsAsked(List.of());

  private static final String STATUS = "status";

  /** Types whose text is not what stands in the record. */
  private static final Set<String> WORDED_OTHERWISE =
      Set.of(
          "timestamp",
          "timestamptz",
          "date",
          "json",
          "jsonb",
          "bytea",
          "numeric",
          "float4",
          "float8");

  RowsAsked {
    conditions = List.copyOf(conditions);
  }

  /**
   * What a request asks of a relation.
   *
   * @param modified the field that tells when a row last changed, or null
   */
  static RowsAsked of(Relation relation, @Nullable String modified, ReadRequest request) {
    List<String> conditions = new ArrayList<>();
    SourceColumn changed = modified == null ? null : relation.columns().get(modified);
    if (changed != null && changed.time()) {
      request.since().ifPresent(since -> conditions.add(time(changed, ">=", since)));
      // A date knows no hours: the day that is asked for belongs to it.
      request.until().ifPresent(until -> conditions.add(time(changed, "<=", until)));
    }
    SourceColumn status = relation.columns().get(STATUS);
    if (status != null && tells(status, request.statuses())) {
      String values =
          request.statuses().stream().map(TableName::literal).collect(Collectors.joining(", "));
      conditions.add("t." + status.quoted() + "::text IN (" + values + ")");
    }
    return new RowsAsked(conditions);
  }

  private static boolean tells(SourceColumn status, List<String> asked) {
    return !asked.isEmpty()
        && !WORDED_OTHERWISE.contains(status.type())
        && asked.stream().noneMatch(value -> value.indexOf('\0') >= 0);
  }

  private static String time(SourceColumn column, String than, Instant when) {
    String name = "t." + column.quoted();
    String compared = name + " " + than + " " + TableName.literal(when.toString());
    return column.nullable() ? "(" + compared + " OR " + name + " IS NULL)" : compared;
  }
}
