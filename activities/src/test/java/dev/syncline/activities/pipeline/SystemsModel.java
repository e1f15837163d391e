package dev.syncline.activities.pipeline;

import dev.syncline.definitions.ConflictSpec.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What systems hold after a run or a decision, by plain maps: tag, then field, then value. */
final class SystemsModel {
  private final Strategy strategy;
  private final Map<String, Long> edited = new TreeMap<>();

  /** When the values were set of records that are gone: their rows may come back. */
  private final Map<String, Long> former = new TreeMap<>();

  final Map<String, ModelRecord> records = new TreeMap<>();
  final List<Map<String, Map<String, String>>> systems = new ArrayList<>();

  /** What the last run decided. */
  final List<ModelDecision> decisions = new ArrayList<>();

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

  boolean has(int leg, String tag) {
    return systems.get(leg).containsKey(tag);
  }

  boolean standsSomewhere(String tag) {
    return systems.stream().anyMatch(rows -> rows.containsKey(tag));
  }

  void run() {
    decisions.clear();
    Set<String> tags = new HashSet<>(records.keySet());
    systems.forEach(rows -> tags.addAll(rows.keySet()));
    tags.forEach(this::run);
  }

  private void run(String tag) {
    ModelRecord before =
        records.containsKey(tag)
            ? records.get(tag)
            : new ModelRecord(Map.of(), former.getOrDefault(tag, 0L));
    ModelRecord now = new ModelRecord(before.values, before.modified);
    for (int leg = 0; leg < systems.size(); leg++) {
      Map<String, String> row = systems.get(leg).get(tag);
      if (row != null) {
        read(tag, now, before.values, leg, row);
      }
    }
    if (records.containsKey(tag) && isDeleted(tag, now, !now.values.equals(before.values))) {
      remove(tag, now);
    } else {
      records.put(tag, now);
      deliver(tag);
    }
  }

  private void read(
      String tag, ModelRecord now, Map<String, String> before, int leg, Map<String, String> row) {
    long time = edited.getOrDefault(leg + tag, 0L);
    boolean newer = time > now.modified;
    boolean changed = false;
    ModelDecision decision = ModelDecision.ofEdit(tag, leg);
    for (Map.Entry<String, String> entry : row.entrySet()) {
      String field = entry.getKey();
      String theirs = entry.getValue();
      String ours = now.values.get(field);
      String base = before.get(field);
      if (theirs.equals(base) || theirs.equals(ours)) {
        continue;
      }
      boolean conflict = !Objects.equals(ours, base);
      if (conflict && strategy == Strategy.MANUAL) {
        now.open.computeIfAbsent(leg, l -> new HashSet<>()).add(field);
        continue;
      }
      boolean taken = !conflict || wins(leg, newer);
      if (conflict) {
        decision.add(field, taken ? theirs : ours, taken ? ours : theirs);
      }
      if (taken) {
        now.values.put(field, theirs);
        changed = true;
      }
    }
    if (!decision.stands().isEmpty()) {
      decisions.add(decision);
    }
    now.modified = changed ? Math.max(now.modified, time) : now.modified;
  }

  private boolean wins(int leg, boolean newer) {
    return switch (strategy) {
      case SOURCE_WINS -> leg == 0;
      case TARGET_WINS -> leg > 0;
      case OLDEST_WINS -> !newer;
      default -> newer;
    };
  }

  /** Systems that lost their row are asked one after the other. */
  private boolean isDeleted(String tag, ModelRecord now, boolean isEdited) {
    for (int leg = 0; leg < systems.size(); leg++) {
      if (has(leg, tag)) {
        continue;
      }
      if (!isEdited) {
        return true;
      }
      if (strategy == Strategy.MANUAL) {
        now.gone.add(leg);
        continue;
      }
      boolean deleted = strategy == (leg == 0 ? Strategy.SOURCE_WINS : Strategy.TARGET_WINS);
      decisions.add(ModelDecision.ofDeletion(tag, leg, deleted, Map.copyOf(now.values)));
      if (deleted) {
        return true;
      }
    }
    return false;
  }

  private void remove(String tag, ModelRecord last) {
    former.put(tag, last.modified);
    records.remove(tag);
    systems.forEach(rows -> rows.remove(tag));
  }

  /** Every system is written what it lacks, but for what waits for a person. */
  private void deliver(String tag) {
    ModelRecord now = Objects.requireNonNull(records.get(tag));
    for (int leg = 0; leg < systems.size(); leg++) {
      now.agree(leg, systems.get(leg).getOrDefault(tag, Map.of()));
    }
    for (int leg = 0; leg < systems.size(); leg++) {
      if (!now.gone.contains(leg)) {
        systems.get(leg).compute(tag, (t, row) -> now.written(row == null ? Map.of() : row));
      }
    }
  }

  /** A person decides over the fields in which one system differs. */
  void decide(String tag, int leg, Map<String, String> chosen) {
    ModelRecord record = Objects.requireNonNull(records.get(tag));
    record.open.remove(leg);
    record.decide(chosen);
    deliver(tag);
  }

  /** A person has a record kept that one system deleted. */
  void keep(String tag, int leg, Map<String, String> chosen) {
    ModelRecord record = Objects.requireNonNull(records.get(tag));
    record.gone.remove(leg);
    record.decide(chosen);
    deliver(tag);
  }

  /** A person has it deleted everywhere; not where it was changed since that was asked. */
  boolean delete(String tag) {
    ModelRecord record = Objects.requireNonNull(records.get(tag));
    if (record.rewritten) {
      return false;
    }
    remove(tag, record);
    return true;
  }

  /** Takes back what a strategy decided; not where that is no longer so. */
  boolean undo(ModelDecision decision) {
    ModelRecord record = records.get(decision.tag());
    if (decision.deletion()) {
      if ((record == null) != decision.deleted() || (record != null && record.rewritten)) {
        return false;
      }
      if (record != null) {
        remove(decision.tag(), record);
        return true;
      }
      records.put(decision.tag(), new ModelRecord(decision.record(), Long.MAX_VALUE));
      deliver(decision.tag());
      return true;
    }
    if (record == null
        || !decision.stands().entrySet().stream()
            .allMatch(e -> Objects.equals(record.values.get(e.getKey()), e.getValue()))) {
      return false;
    }
    record.decide(decision.lost());
    deliver(decision.tag());
    return true;
  }
}
