package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;

/** A table and its schema. */
record TableName(String schema, String table) {
  /** Stands where a query is read. */
  static final TableName NONE = new TableName("", "");

  /** A resource with one dot names its schema itself. */
  static TableName of(String schema, String resource) {
    String[] parts = resource.strip().split("\\.", -1);
    TableName name =
        parts.length == 2
            ? new TableName(parts[0], parts[1])
            : new TableName(schema, resource.strip());
    if (name.schema.isEmpty() || name.table.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID, "'" + resource + "' is no table; write table or schema.table");
    }
    return name;
  }

  String quoted() {
    return quote(schema) + "." + quote(table);
  }

  /** An identifier that is taken literally, whatever stands in it. */
  static String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw SynclineException.of(Category.INVALID, "a table or column name holds a NUL character");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text between quotes; sessions take backslashes as they are. */
  static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}
