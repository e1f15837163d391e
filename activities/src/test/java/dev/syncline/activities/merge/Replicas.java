package dev.syncline.activities.merge;

import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Systems that hold one record each as a plain object, and the product's decisions over them. */
final class Replicas {
  final List<ObjectNode> systems = new ArrayList<>();
  final List<Instant> edited = new ArrayList<>();
  final List<Set<String>> held = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private final List<ObjectNode> fetched = new ArrayList<>();
  private final List<Boolean> uncertain = new ArrayList<>();
  private final List<LegMerge> merges = new ArrayList<>();
  private final UnaryOperator<String> habit;
  private final Strategy strategy;
  private final Set<Integer> deleted = new HashSet<>();
  private final Set<Integer> inQuestion = new HashSet<>();
  boolean gone;
  ObjectNode record;
  private Instant modified = Instant.EPOCH;
  int writes;
  int conflicts;

  /**
   * @param habit what the systems that are delivered to make of a text they are given
   */
  Replicas(
      int legs,
      Strategy strategy,
      Strategy otherwise,
      ObjectNode common,
      UnaryOperator<String> habit) {
    this.record = common.deepCopy();
    this.habit = habit;
    this.strategy = strategy;
    for (int leg = 0; leg < legs; leg++) {
      systems.add(common.deepCopy());
      edited.add(Instant.EPOCH);
      held.add(Set.of());
      sides.add(new Side(common.deepCopy(), common.deepCopy(), null));
      fetched.add(common);
      uncertain.add(true);
      merges.add(
          new LegMerge(LegFields.ALL, new ConflictSpec(strategy, otherwise, Map.of()), leg == 0));
    }
  }

  void edit(int leg, String field, String value, Instant at) {
    if (value.isEmpty()) {
      systems.get(leg).remove(field);
    } else {
      systems.get(leg).put(field, value);
    }
    edited.set(leg, at);
  }

  /** The system deletes its row. */
  void delete(int leg) {
    systems.get(leg).removeAll();
    deleted.add(leg);
  }

  boolean has(int leg) {
    return !gone && !deleted.contains(leg);
  }

  /** What a complete read no longer met. */
  private void miss(int leg) {
    LegMerge merge = merges.get(leg);
    if (gone || merge.needed(sides.get(leg), record, Set.of()).isEmpty()) {
      gone = true;
      return;
    }
    switch (DeletionMerge.decide(strategy, leg == 0)) {
      case GONE -> gone = true;
      case OPEN -> inQuestion.add(leg);
      case KEPT -> {
        sides.set(leg, Side.unknown());
        held.set(leg, Set.of());
        deleted.remove(leg);
      }
    }
  }

  void fetch(int leg) {
    fetched.set(leg, systems.get(leg).deepCopy());
    uncertain.set(leg, false);
  }

  /** A read that a write went past is not trusted. */
  void commit(int leg) {
    if (!uncertain.get(leg)) {
      meet(leg, fetched.get(leg));
    }
  }

  private void meet(int leg, ObjectNode shown) {
    Merged merged =
        merges.get(leg).read(sides.get(leg), record, shown, new Times(modified, edited.get(leg)));
    if (!merged.record().equals(record) && edited.get(leg).isAfter(modified)) {
      modified = edited.get(leg);
    }
    record = merged.record();
    sides.set(leg, merged.side());
    held.set(leg, merged.held());
    conflicts += merged.conflicts().size();
  }

  /** Reads, merges, and writes what is needed; the answer may be lost. */
  void deliver(int leg, boolean lost) {
    meet(leg, systems.get(leg));
    sides.set(leg, sides.get(leg).settled());
    Set<String> waiting = new HashSet<>();
    held.forEach(waiting::addAll);
    LegMerge merge = merges.get(leg);
    if (merge.needed(sides.get(leg), record, waiting).isEmpty()) {
      return;
    }
    ObjectNode sent = merge.toWrite(record, systems.get(leg), waiting);
    sides.set(leg, sides.get(leg).sending(sent, merge.needed(sides.get(leg), record, waiting)));
    systems.set(leg, leg == 0 ? sent.deepCopy() : kept(sent));
    uncertain.set(leg, true);
    writes++;
    if (!lost) {
      sides.set(leg, merge.written(sides.get(leg), sent, systems.get(leg), waiting));
    }
  }

  private ObjectNode kept(ObjectNode sent) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    sent.properties().forEach(e -> kept.put(e.getKey(), habit.apply(e.getValue().asString())));
    return kept;
  }

  void run() {
    for (int leg = 0; leg < systems.size(); leg++) {
      if (has(leg)) {
        fetch(leg);
        commit(leg);
      }
    }
    Set.copyOf(deleted).stream().sorted().forEach(this::miss);
    for (int leg = 0; leg < systems.size(); leg++) {
      if (has(leg)) {
        deliver(leg, false);
      }
    }
  }
}
