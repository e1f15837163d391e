package dev.syncline.connectors.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements for one table. Rows are staged as text, with their place in the batch. */
final class TableSql {
  private static final String STAGE = "pg_temp.syncline_stage";

  private final TableName table;
  private final Map<String, Column> columns;
  private final List<String> key;

  TableSql(TableName table, Map<String, Column> columns, List<String> key) {
    this.table = table;
    this.columns = columns;
    this.key = key;
  }

  String createStage() {
    String texts = join(List.copyOf(columns.keySet()), c -> c.quoted() + " text", ", ");
    return "CREATE TEMP TABLE syncline_stage (\"syncline seq\" int, "
        + texts
        + ") ON COMMIT DELETE ROWS";
  }

  String copy(List<String> fields) {
    return "COPY %s (\"syncline seq\", %s) FROM STDIN"
        .formatted(STAGE, join(fields, Column::quoted, ", "));
  }

  /** Answers the place and whether the row is new, for each row that was written. */
  String upsert(List<String> fields) {
    List<String> others = fields.stream().filter(f -> !key.contains(f)).toList();
    String keys = join(key, Column::quoted, ", ");
    String action =
        others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET %s WHERE (%s) IS DISTINCT FROM (%s)"
                .formatted(
                    join(others, c -> c.quoted() + " = excluded." + c.quoted(), ", "),
                    join(others, c -> c.compared("t"), ", "),
                    join(others, c -> c.compared("excluded"), ", "));
    return """
        WITH written AS (
          INSERT INTO %s AS t (%s)
          SELECT %s FROM %s s WHERE s."syncline seq" BETWEEN ? AND ? ORDER BY s."syncline seq"
          ON CONFLICT (%s) DO %s
          RETURNING %s, t.xmax = 0 AS "syncline new")
        SELECT s."syncline seq", w."syncline new"
        FROM written w JOIN %s s ON %s
        WHERE s."syncline seq" BETWEEN ? AND ?
        """
        .formatted(
            table.quoted(),
            join(fields, Column::quoted, ", "),
            join(fields, Column::staged, ", "),
            STAGE,
            keys,
            action,
            join(key, c -> "t." + c.quoted(), ", "),
            STAGE,
            join(key, c -> "w." + c.quoted() + " = " + c.stagedKey(), " AND "));
  }

  /** Answers the place of each row that was there. */
  String delete() {
    return """
        DELETE FROM %s t USING %s s
        WHERE s."syncline seq" BETWEEN ? AND ? AND %s
        RETURNING s."syncline seq"
        """
        .formatted(
            table.quoted(),
            STAGE,
            join(key, c -> "t." + c.quoted() + " = " + c.stagedKey(), " AND "));
  }

  private String join(List<String> names, Function<Column, String> part, String separator) {
    return names.stream()
        .map(name -> Objects.requireNonNull(columns.get(name), name))
        .map(part)
        .collect(Collectors.joining(separator));
  }
}
