package dev.syncline.activities.pipeline;

import dev.syncline.definitions.ConflictSpec.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What systems hold after a run, by plain maps: tag, then field, then value. */
final class SystemsModel {
  /** A record as a run left it. */
  private static final class Common {
    final Map<String, String> values;
    final Set<String> held = new HashSet<>();
    long modified;

    Common(Map<String, String> values, long modified) {
      this.values = new TreeMap<>(values);
      this.modified = modified;
    }
  }

  private final Strategy strategy;
  private final Map<String, Common> commons = new TreeMap<>();
  private final Map<String, Long> edited = new TreeMap<>();
  final List<Map<String, Map<String, String>>> systems = new ArrayList<>();

  SystemsModel(int legs, Strategy strategy) {
    // Words of one line cannot be merged: there `merge` is its fallback.
    this.strategy = strategy == Strategy.MERGE ? Strategy.NEWEST_WINS : strategy;
    for (int leg = 0; leg < legs; leg++) {
      systems.add(new TreeMap<>());
    }
  }

  void edit(int leg, String tag, String field, String value, long time) {
    systems.get(leg).computeIfAbsent(tag, t -> new TreeMap<>(Map.of("tag", t))).put(field, value);
    edited.put(leg + tag, time);
  }

  boolean editable(String tag) {
    return systems.stream().allMatch(rows -> rows.containsKey(tag));
  }

  boolean untouched(String tag) {
    Common common = commons.get(tag);
    return common != null && systems.stream().allMatch(rows -> common.values.equals(rows.get(tag)));
  }

  void run() {
    Set<String> tags = new HashSet<>(commons.keySet());
    systems.forEach(rows -> tags.addAll(rows.keySet()));
    tags.forEach(this::run);
  }

  private void run(String tag) {
    Common common = commons.get(tag);
    if (common != null && systems.stream().anyMatch(rows -> !rows.containsKey(tag))) {
      commons.remove(tag);
      systems.forEach(rows -> rows.remove(tag));
      return;
    }
    Map<String, String> now = new TreeMap<>(common == null ? Map.of() : common.values);
    Map<String, String> before = Map.copyOf(now);
    Common next = new Common(now, common == null ? 0 : common.modified);
    for (int leg = 0; leg < systems.size(); leg++) {
      Map<String, String> theirs = systems.get(leg).get(tag);
      if (theirs != null) {
        read(next, before, leg, theirs, edited.getOrDefault(leg + tag, 0L));
      }
    }
    for (Map<String, Map<String, String>> rows : systems) {
      Map<String, String> row = rows.computeIfAbsent(tag, t -> new TreeMap<>());
      next.values.forEach((field, value) -> write(next, row, field, value));
    }
    commons.put(tag, next);
  }

  private static void write(Common next, Map<String, String> row, String field, String value) {
    if (!next.held.contains(field)) {
      row.put(field, value);
    }
  }

  private void read(
      Common next, Map<String, String> before, int leg, Map<String, String> theirs, long time) {
    boolean newer = time > next.modified;
    boolean changed = false;
    for (Map.Entry<String, String> entry : theirs.entrySet()) {
      String field = entry.getKey();
      String ours = next.values.get(field);
      String base = before.get(field);
      if (Objects.equals(entry.getValue(), base) || Objects.equals(entry.getValue(), ours)) {
        continue;
      }
      boolean conflict = !Objects.equals(ours, base);
      if (conflict && strategy == Strategy.MANUAL) {
        next.held.add(field);
      } else if (!conflict || wins(leg, newer)) {
        next.values.put(field, entry.getValue());
        changed = true;
      }
    }
    next.modified = changed ? Math.max(next.modified, time) : next.modified;
  }

  private boolean wins(int leg, boolean newer) {
    return switch (strategy) {
      case SOURCE_WINS -> leg == 0;
      case TARGET_WINS -> leg > 0;
      case OLDEST_WINS -> !newer;
      default -> newer;
    };
  }
}
