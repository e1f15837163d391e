package dev.syncline.connectors.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements that write one row; values are given as text. */
final class RowSql {
  private static final String VERSION = " AND t.xmin::text = ?";

  private final TableName table;
  private final Map<String, Column> columns;
  private final List<String> key;

  RowSql(TableName table, Map<String, Column> columns, List<String> key) {
    this.table = table;
    this.columns = columns;
    this.key = key;
  }

  /** Parameters: the fields, the key, the version where there is one, the fields again. */
  String update(List<String> fields, boolean versioned) {
    return "UPDATE %s t SET %s WHERE %s%s AND (%s) IS DISTINCT FROM (%s)"
        .formatted(
            table.quoted(),
            join(fields, c -> c.quoted() + " = " + c.stored("?"), ", "),
            byKey(),
            versioned ? VERSION : "",
            join(fields, c -> c.compared("t"), ", "),
            join(fields, c -> c.comparedValue("?"), ", "));
  }

  /** Parameters: the fields. Answers whether the row is new, and its key. */
  String insert(List<String> fields, boolean withKey) {
    String into =
        fields.isEmpty()
            ? " DEFAULT VALUES"
            : " (%s) VALUES (%s)"
                .formatted(
                    join(fields, Column::quoted, ", "), join(fields, c -> c.stored("?"), ", "));
    return "INSERT INTO %s AS t%s%s RETURNING t.xmax = 0, %s"
        .formatted(
            table.quoted(),
            into,
            withKey ? onConflict(fields) : "",
            join(key, c -> "t." + c.quoted() + "::text", ", "));
  }

  private String onConflict(List<String> fields) {
    List<String> others = fields.stream().filter(f -> !key.contains(f)).toList();
    List<String> set = others.isEmpty() ? key : others;
    return " ON CONFLICT (%s) DO UPDATE SET %s"
        .formatted(
            join(key, Column::quoted, ", "),
            join(set, c -> c.quoted() + " = excluded." + c.quoted(), ", "));
  }

  /** Parameters: the key, and the version where there is one. */
  String delete(boolean versioned) {
    return "DELETE FROM " + table.quoted() + " t WHERE " + byKey() + (versioned ? VERSION : "");
  }

  private String byKey() {
    return join(key, c -> "t." + c.quoted() + " = " + c.typed("?"), " AND ");
  }

  private String join(List<String> names, Function<Column, String> part, String separator) {
    return names.stream()
        .map(name -> Objects.requireNonNull(columns.get(name), name))
        .map(part)
        .collect(Collectors.joining(separator));
  }
}
