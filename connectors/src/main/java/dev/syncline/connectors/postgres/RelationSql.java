package dev.syncline.connectors.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that read one relation. COPY takes no parameters, so values stand in the text as
 * literals without a type: PostgreSQL gives them the type of the column they meet.
 */
final class RelationSql {
  private final Relation relation;
  private final RowsAsked asked;

  RelationSql(Relation relation, RowsAsked asked) {
    this.relation = relation;
    this.asked = asked;
  }

  /** The rows after a key, in the key's order. Where keys repeat, all rows of the last one come. */
  String after(List<String> key, int rows) {
    List<String> where = new ArrayList<>();
    if (!key.isEmpty()) {
      where.add("(" + keys(c -> "t." + c.quoted()) + ") > (" + literals(key) + ")");
    } else if (!relation.unique()) {
      where.add("(" + keys(c -> "t." + c.quoted()) + ") IS NOT NULL");
    }
    where.addAll(asked.conditions());
    return copy(
        "NULL",
        where,
        " ORDER BY "
            + keys(c -> "t." + c.quoted())
            + " FETCH FIRST "
            + rows
            + (relation.unique() ? " ROWS ONLY" : " ROWS WITH TIES"));
  }

  /** The rows with a null in their key, which no order reaches. */
  String withoutKey(long offset, int rows) {
    List<String> where = new ArrayList<>();
    where.add("NOT (" + keys(c -> "t." + c.quoted()) + ") IS NOT NULL");
    where.addAll(asked.conditions());
    return copy("NULL", where, " OFFSET " + offset + " FETCH FIRST " + rows + " ROWS ONLY");
  }

  /** The rows with one of these keys. */
  String having(List<String> fields, List<List<String>> keys) {
    return copy("NULL", List.of(in(fields, keys)), "");
  }

  /** As {@link #having}, with the version of each row. */
  String versioned(List<String> fields, List<List<String>> keys) {
    return copy("t.xmin::text", List.of(in(fields, keys)), "");
  }

  String count() {
    return "SELECT count(*) FROM " + relation.from() + where(asked.conditions());
  }

  private String in(List<String> fields, List<List<String>> keys) {
    String columns =
        fields.stream().map(f -> "t." + column(f).quoted()).collect(Collectors.joining(", "));
    String values =
        keys.stream().map(k -> "(" + literals(k) + ")").collect(Collectors.joining(", "));
    return "(" + columns + ") IN (" + values + ")";
  }

  private String copy(String version, List<String> where, String rest) {
    String fields =
        relation.columns().entrySet().stream()
            .map(e -> e.getValue().value() + " AS " + TableName.quote(e.getKey()))
            .collect(Collectors.joining(", "));
    return "COPY (SELECT %s, pg_catalog.row_to_json(r)::text%s FROM %s CROSS JOIN LATERAL (SELECT %s) AS r%s%s) TO STDOUT (FORMAT binary)"
        .formatted(
            version,
            relation.key().stream()
                .map(f -> ", t." + column(f).quoted() + "::text")
                .collect(Collectors.joining()),
            relation.from(),
            fields,
            where(where),
            rest);
  }

  private static String where(List<String> where) {
    return where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where);
  }

  private String keys(Function<SourceColumn, String> part) {
    return relation.key().stream()
        .map(field -> part.apply(column(field)))
        .collect(Collectors.joining(", "));
  }

  private SourceColumn column(String field) {
    return Objects.requireNonNull(relation.columns().get(field), field);
  }

  private static String literals(List<String> values) {
    return values.stream().map(TableName::literal).collect(Collectors.joining(", "));
  }
}
