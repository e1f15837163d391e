package dev.syncline.activities.pipeline;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A record of {@link SystemsModel}, as a run or a decision left it. */
final class ModelRecord {
  final Map<String, String> values;

  /** The fields that wait for a person, by the system that showed another value. */
  final Map<Integer, Set<String>> open = new TreeMap<>();

  /** The systems whose row is gone while a person is to decide whether the record goes too. */
  final Set<Integer> gone = new TreeSet<>();

  /** When its values were set. */
  long modified;

  /** Whether a person changed it since the last run. */
  boolean rewritten;

  ModelRecord(Map<String, String> values, long modified) {
    this.values = new TreeMap<>(values);
    this.modified = modified;
  }

  boolean held(String field) {
    return open.values().stream().anyMatch(fields -> fields.contains(field));
  }

  /** Gives it values that a person chose, at a time after all others. */
  void decide(Map<String, String> chosen) {
    values.putAll(chosen);
    modified = Long.MAX_VALUE;
    rewritten = true;
  }

  /** Where a system shows what the record holds by now, there is nothing left to decide. */
  void agree(int leg, Map<String, String> row) {
    Set<String> fields = open.get(leg);
    if (fields != null) {
      fields.removeIf(field -> Objects.equals(values.get(field), row.get(field)));
      if (fields.isEmpty()) {
        open.remove(leg);
      }
    }
  }

  /** What a row of it holds once it was written. */
  Map<String, String> written(Map<String, String> row) {
    Map<String, String> written = new TreeMap<>(row);
    values.forEach(
        (field, value) -> {
          if (!held(field)) {
            written.put(field, value);
          }
        });
    return written;
  }
}
