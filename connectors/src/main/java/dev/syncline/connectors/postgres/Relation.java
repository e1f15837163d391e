package dev.syncline.connectors.postgres;

import java.util.List;
import java.util.Map;

/**
 * What is read.
 *
 * @param shown its name for a person
 * @param from what stands after FROM
 * @param columns the columns by field name, in their order
 * @param key the fields that it is paged by
 * @param unique whether no two rows have one key, and none has a null in it
 */
record Relation(
    String shown,
    String from,
    Map<String, SourceColumn> columns,
    List<String> key,
    boolean unique) {

  Relation pagedBy(List<String> fields) {
    return new Relation(shown, from, columns, List.copyOf(fields), false);
  }
}
