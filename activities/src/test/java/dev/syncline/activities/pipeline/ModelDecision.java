package dev.syncline.activities.pipeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link SystemsModel} had a strategy decide between a record and what one system showed.
 *
 * @param deletion whether the system showed that its row is gone
 * @param deleted whether the record was deleted by it
 * @param record the values that the record held before; of a deletion all that it holds
 * @param stands of each field the value that was chosen
 * @param lost of each field the other one
 */
record ModelDecision(
    String tag,
    int leg,
    boolean deletion,
    boolean deleted,
    Map<String, String> record,
    Map<String, String> stands,
    Map<String, String> lost) {

  static ModelDecision ofEdit(String tag, int leg) {
    return new ModelDecision(tag, leg, false, false, Map.of(), new TreeMap<>(), new TreeMap<>());
  }

  static ModelDecision ofDeletion(
      String tag, int leg, boolean deleted, Map<String, String> record) {
    return new ModelDecision(tag, leg, true, deleted, record, Map.of(), Map.of());
  }

  void add(String field, String standing, String other) {
    stands.put(field, standing);
    lost.put(field, other);
  }
}
