package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Current;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as they stand now, with the transaction that wrote them as their version (PostgreSQL manual,
 * 5.6 "System Columns", xmin).
 */
final class Standing {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int AT_ONCE = 1000;

  private final RelationSql sql;
  private final List<String> key;

  Standing(Relation table, List<String> key) {
    this.key = key.stream().map(String::strip).toList();
    this.sql = new RelationSql(table.pagedBy(this.key), RowsAsked.ALL);
  }

  /** The rows with these keys, by the key as it was asked for. */
  Map<List<String>, Current> of(Connection connection, List<List<String>> keys)
      throws SQLException, IOException {
    Map<List<String>, Current> standing = new LinkedHashMap<>();
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      List<List<String>> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
      Map<List<String>, Current> found = read(connection, some);
      List<List<String>> otherwise = new ArrayList<>(some);
      otherwise.removeAll(found.keySet());
      standing.putAll(found);
      standing.keySet().retainAll(keys);
      if (found.size() > some.size() - otherwise.size()) {
        // A row is there whose key the table writes otherwise, such as 1 for 01.
        for (List<String> one : otherwise) {
          read(connection, List.of(one))
              .values()
              .forEach(row -> standing.put(one, named(row, one)));
        }
      }
    }
    return standing;
  }

  @Nullable Current one(Connection connection, List<String> one) throws SQLException, IOException {
    return of(connection, List.of(one)).get(one);
  }

  private static Current named(Current row, List<String> asked) {
    return new Current(KeyText.join(asked), row.version(), row.fields());
  }

  private Map<List<String>, Current> read(Connection connection, List<List<String>> keys)
      throws SQLException, IOException {
    Map<List<String>, Current> found = new LinkedHashMap<>();
    CopyRows rows = new CopyRows(connection, sql.versioned(key, keys));
    while (rows.next()) {
      List<String> id = new ArrayList<>();
      rows.key().forEach(value -> id.add(Objects.requireNonNull(value)));
      ObjectNode fields = (ObjectNode) EXACT.readTree(rows.json(), 0, rows.length());
      found.put(id, new Current(KeyText.join(id), rows.version(), fields));
    }
    return found;
  }
}
