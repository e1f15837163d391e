package dev.syncline.activities.dedupe.matching;

import java.util.List;

/**
 * What is compared: one field, or several that are read as one.
 *
 * @param fields the record's fields, whose values are joined by a blank
 * @param derived whether only the numbers in them count
 */
record Column(Role role, List<String> fields, boolean derived) {
  Column {
    fields = List.copyOf(fields);
  }

  /** The field that reasons name. */
  String label() {
    return fields.get(fields.size() - 1) + (derived ? " (numbers)" : "");
  }
}
