package dev.syncline.connectors.postgres;

import java.util.Set;

/**
 * A column that is read.
 *
 * @param name its name
 * @param type its type's name, a domain's being that of its base
 * @param nullable whether it may be null
 */
record SourceColumn(String name, String type, boolean nullable) {
  private static final Set<String> TIMES = Set.of("timestamp", "timestamptz", "date");

  String quoted() {
    return TableName.quote(name);
  }

  /** Its value in the record: what JSON makes of it, but bytes in Base64 on one line. */
  String value() {
    String column = "t." + quoted();
    return type.equals("bytea")
        ? "pg_catalog.translate(pg_catalog.encode(" + column + ", 'base64'), E'\\n', '')"
        : column;
  }

  boolean time() {
    return TIMES.contains(type);
  }
}
