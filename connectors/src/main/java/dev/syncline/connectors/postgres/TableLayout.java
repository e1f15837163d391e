package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Layout;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the table when it is missing, and checks that an existing one fits. */
final class TableLayout {
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "text",
          "email", "text",
          "phone", "text",
          "enum", "text",
          "integer", "bigint",
          "decimal", "numeric",
          "boolean", "boolean",
          "date", "date",
          "timestamp", "timestamptz",
          "json", "jsonb");

  private static final String FIND =
      """
      SELECT c.oid, c.relkind
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
             t.typcategory = 'S' AND t.typtype = 'b', t.typname NOT IN ('json', 'xml', 'point'),
             a.atthasdef OR a.attidentity <> ''
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private static final String UNIQUE =
      """
      SELECT array_agg(a.attname::text)
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
      WHERE i.indrelid = ?::oid AND i.indisunique AND i.indimmediate AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
      GROUP BY i.indexrelid
      """;

  private final Connection connection;
  private final TableName table;
  private final TargetRequest request;

  TableLayout(Connection connection, TableName table, TargetRequest request) {
    this.connection = connection;
    this.table = table;
    this.request = request;
  }

  /** The columns that are written, by name. */
  Map<String, Column> prepare() throws SQLException {
    if (request.key().isEmpty()) {
      throw SynclineException.of(
          Category.INVALID, "a table needs a key: name its natural key in `deliver.key`");
    }
    long oid = find();
    if (oid < 0) {
      create();
      oid = find();
    }
    Map<String, Column> existing = columns(oid);
    Set<String> missing = new TreeSet<>(needed());
    missing.removeAll(existing.keySet());
    if (!missing.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "MISSING_COLUMNS",
          "table %s has no columns %s; correct the names in the task, or add the columns. It has: %s"
              .formatted(
                  table,
                  String.join(", ", missing),
                  String.join(", ", new TreeSet<>(existing.keySet()))));
    }
    if (!unique(oid)) {
      throw SynclineException.of(Category.INVALID, "NO_UNIQUE_KEY", notUnique());
    }
    existing.keySet().retainAll(needed());
    return existing;
  }

  /** The table as it stands; empty where there is none yet. */
  Optional<Layout> standing() throws SQLException {
    long oid = find();
    if (oid < 0) {
      return Optional.empty();
    }
    Set<String> names = columns(oid).keySet();
    boolean keyed = request.key().isEmpty() || !names.containsAll(request.key()) || unique(oid);
    return Optional.of(new Layout(names, keyed ? Optional.empty() : Optional.of(notUnique())));
  }

  private Set<String> needed() {
    Set<String> names = new LinkedHashSet<>(request.key());
    names.addAll(request.fields().keySet());
    names.addAll(request.match());
    return names;
  }

  private long find() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.table());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return -1;
        }
        if (!row.getString(2).equals("r")) {
          throw SynclineException.of(
              Category.INVALID,
              table
                  + " is a view, a partitioned or a foreign table; only plain tables are written to");
        }
        return row.getLong(1);
      }
    }
  }

  private void create() throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String name : needed()) {
      if (request.key().equals(List.of(name)) && !request.fields().containsKey(name)) {
        // Nobody gives it a value, so the table does.
        parts.add(TableName.quote(name) + " bigint GENERATED BY DEFAULT AS IDENTITY");
        continue;
      }
      String type = request.fields().getOrDefault(name, "string");
      String sql = TYPES.get(type);
      if (sql == null) {
        throw SynclineException.of(
            Category.INVALID,
            "field '" + name + "' has the type '" + type + "', which no column has");
      }
      parts.add(TableName.quote(name) + " " + sql);
    }
    List<String> key = request.key().stream().map(TableName::quote).toList();
    parts.add("PRIMARY KEY (" + String.join(", ", key) + ")");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS " + table.quoted() + " (" + String.join(", ", parts) + ")");
    } catch (SQLException e) {
      // Two sessions may create it at once; the loser finds it there.
      if (!Set.of("23505", "42P07").contains(SqlTrouble.state(e))) {
        throw e;
      }
    }
  }

  private Map<String, Column> columns(long oid) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(
              row.getString(1),
              new Column(
                  row.getString(1),
                  row.getString(2),
                  row.getBoolean(3),
                  row.getBoolean(4),
                  row.getBoolean(5)));
        }
      }
    }
    return columns;
  }

  private boolean unique(long oid) throws SQLException {
    Set<String> key = Set.copyOf(request.key());
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String[] names = (String[]) row.getArray(1).getArray();
          if (key.equals(Set.copyOf(Arrays.asList(names)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private String notUnique() {
    String columns = String.join(", ", request.key().stream().map(TableName::quote).toList());
    return "table %s has no unique constraint on its key; create one: ALTER TABLE %s ADD UNIQUE (%s)"
        .formatted(table, table.quoted(), columns);
  }
}
