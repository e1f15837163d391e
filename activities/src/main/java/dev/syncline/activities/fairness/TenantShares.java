package dev.syncline.activities.fairness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Divides the slots of a worker between the tenants that ask for them. A tenant that is alone may
 * take all but a reserve, by which a newcomer is noticed; beside others it may take its share.
 */
final class TenantShares {
  /** A tenant that was turned away asks again within this time, if it still wants to. */
  private static final long WAITS_MILLIS = 10_000;

  private static final int RESERVE = 5;

  private final int slots;
  private final Map<String, Integer> atWork = new HashMap<>();
  private final Map<String, Long> waiting = new HashMap<>();

  TenantShares(int slots) {
    this.slots = slots;
  }

  /** Takes a slot for a tenant; false where it has its share already. */
  synchronized boolean enter(String tenant, long nowMillis) {
    waiting.values().removeIf(since -> nowMillis - since > WAITS_MILLIS);
    if (atWork.getOrDefault(tenant, 0) >= share(tenant)) {
      waiting.put(tenant, nowMillis);
      return false;
    }
    waiting.remove(tenant);
    atWork.merge(tenant, 1, Integer::sum);
    return true;
  }

  private int share(String tenant) {
    Set<String> tenants = new HashSet<>(atWork.keySet());
    tenants.addAll(waiting.keySet());
    tenants.add(tenant);
    int share = tenants.size() == 1 ? slots - slots / RESERVE : slots / (tenants.size() + 1);
    return Math.max(1, share);
  }

  /** Gives a slot back. */
  synchronized void leave(String tenant) {
    atWork.computeIfPresent(tenant, (t, count) -> count == 1 ? null : count - 1);
  }
}
