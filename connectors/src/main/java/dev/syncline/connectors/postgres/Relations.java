package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up what a table or a query consists of. */
final class Relations {
  private static final String FIND =
      """
      SELECT c.oid FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """;

  private static final String NAMES =
      """
      SELECT c.relname FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f') LIMIT 10000
      """;

  private static final String COLUMNS =
      """
      SELECT a.attname, COALESCE(b.typname, t.typname), NOT a.attnotnull
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
      WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """;

  /** The primary key, else the shortest unique index over columns that are never null. */
  private static final String KEY =
      """
      SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_attribute a
        ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
      WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
      GROUP BY i.indexrelid, i.indisprimary, i.indnkeyatts
      HAVING bool_and(a.attnotnull) AND count(*) = i.indnkeyatts
      ORDER BY i.indisprimary DESC, count(*), i.indexrelid LIMIT 1
      """;

  private final Connection connection;

  Relations(Connection connection) {
    this.connection = connection;
  }

  /** A table or view; without a key where it has none. */
  Relation table(TableName name) throws SQLException {
    long oid = oid(name);
    Map<String, SourceColumn> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String column = row.getString(1);
          columns.put(
              column.strip(), new SourceColumn(column, row.getString(2), row.getBoolean(3)));
        }
      }
    }
    List<String> key = key(oid);
    return new Relation("table " + name, name.quoted() + " AS t", columns, key, !key.isEmpty());
  }

  private List<String> key(long oid) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEY)) {
      statement.setLong(1, oid);
      try (ResultSet row = statement.executeQuery()) {
        List<String> key = new ArrayList<>();
        if (row.next()) {
          for (String name : (String[]) row.getArray(1).getArray()) {
            key.add(name.strip());
          }
        }
        return key;
      }
    }
  }

  /** A query; it has no key of its own. */
  Relation query(String query) throws SQLException {
    String from = "(\n" + QueryText.checked(query) + "\n) AS t";
    Map<String, SourceColumn> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet none = statement.executeQuery("SELECT * FROM " + from + " LIMIT 0")) {
        ResultSetMetaData about = none.getMetaData();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          String name = about.getColumnLabel(i);
          columns.put(name.strip(), new SourceColumn(name, about.getColumnTypeName(i), true));
        }
      }
    }
    return new Relation("the query", from, columns, List.of(), false);
  }

  private long oid(TableName name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.table());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          return row.getLong(1);
        }
      }
    }
    throw SynclineException.of(
        Category.NOT_FOUND, "table " + name + " does not exist; " + near(name));
  }

  private String near(TableName name) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
      statement.setString(1, name.schema());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names.isEmpty()
        ? "schema '" + name.schema() + "' holds no tables; check the setting 'schema'"
        : "nearest in schema '"
            + name.schema()
            + "': "
            + String.join(", ", NearNames.of(name.table(), names));
  }
}
