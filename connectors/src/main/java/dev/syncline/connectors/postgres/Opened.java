package dev.syncline.connectors.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a target knows of its table.
 *
 * @param columns the columns that are written, by name
 */
record Opened(Map<String, Column> columns, List<String> keyNames, Standing standing) {

  List<Column> key() {
    return columns(keyNames);
  }

  List<Column> columns(List<String> names) {
    return names.stream().map(name -> Objects.requireNonNull(columns.get(name), name)).toList();
  }

  /** Whether the table gives the key's missing values itself. */
  boolean assigns(Row row) {
    return key().stream().allMatch(k -> k.assigned() || row.value(k.name()) != null);
  }
}
