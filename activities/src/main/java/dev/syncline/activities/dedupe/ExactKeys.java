package dev.syncline.activities.dedupe;

import dev.syncline.store.window.Matching.Joined;
import dev.syncline.store.window.Matching.Keyed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Joins new candidates that share an exact key with a stored record or with an earlier candidate of
 * the window. Pure.
 */
final class ExactKeys {
  private ExactKeys() {}

  /**
   * @param candidates in the order they were read
   * @param holders the stored record that holds a key
   */
  static List<Joined> join(List<Keyed> candidates, Map<UUID, UUID> holders) {
    Map<UUID, UUID> recordOfKey = new HashMap<>(holders);
    List<Joined> joined = new ArrayList<>();
    for (Keyed candidate : candidates) {
      UUID record = candidate.ownId();
      for (UUID key : candidate.keys()) {
        UUID holder = recordOfKey.get(key);
        if (holder != null) {
          record = holder;
          joined.add(new Joined(candidate.seq(), record));
          break;
        }
      }
      for (UUID key : candidate.keys()) {
        recordOfKey.putIfAbsent(key, record);
      }
    }
    return joined;
  }
}
