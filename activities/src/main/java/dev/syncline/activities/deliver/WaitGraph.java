package dev.syncline.activities.deliver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who waits for whom. Pure. */
final class WaitGraph {
  private WaitGraph() {}

  /** A step on the way: a record, and those it waits for that are still to be looked at. */
  private record Step(UUID record, Iterator<UUID> left) {}

  /**
   * Records that, if they waited no more, would leave no circle: each that closes one on a walk in
   * the order of the map.
   */
  static List<UUID> looseEnds(Map<UUID, Set<UUID>> waits) {
    List<UUID> loose = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (UUID start : waits.keySet()) {
      if (seen.add(start)) {
        walk(start, waits, seen, loose);
      }
    }
    return loose;
  }

  private static void walk(
      UUID start, Map<UUID, Set<UUID>> waits, Set<UUID> seen, List<UUID> loose) {
    Deque<Step> way = new ArrayDeque<>();
    Set<UUID> onTheWay = new HashSet<>();
    Set<UUID> ends = new HashSet<>();
    way.push(step(start, waits));
    onTheWay.add(start);
    while (!way.isEmpty()) {
      Step at = way.element();
      if (!at.left().hasNext()) {
        onTheWay.remove(at.record());
        way.pop();
        continue;
      }
      UUID next = at.left().next();
      if (onTheWay.contains(next)) {
        if (ends.add(at.record())) {
          loose.add(at.record());
        }
      } else if (waits.containsKey(next) && seen.add(next)) {
        way.push(step(next, waits));
        onTheWay.add(next);
      }
    }
  }

  private static Step step(UUID record, Map<UUID, Set<UUID>> waits) {
    return new Step(record, waits.getOrDefault(record, Set.of()).iterator());
  }
}
