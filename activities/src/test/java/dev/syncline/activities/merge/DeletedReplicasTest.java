package dev.syncline.activities.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Systems that edit and delete one record between runs, against plain maps. */
class DeletedReplicasTest {
  private static final List<String> FIELDS = List.of("city", "name");

  /** A system edits a field, or deletes the row where no value is given. */
  record Move(int leg, String field, @Nullable String value) {}

  @Provide
  Arbitrary<Move> moves() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(FIELDS),
            Arbitraries.of("a", "b", "c").injectNull(0.4))
        .as(Move::new);
  }

  /** The oracle: what the systems hold of the record, null where they have no row. */
  private static final class Oracle {
    final List<@Nullable Map<String, String>> systems = new ArrayList<>();
    boolean asked;
    private final Strategy strategy;
    private Map<String, String> common = Map.of("city", "a", "name", "a");
    private long modified;

    Oracle(int legs, Strategy strategy) {
      this.strategy = strategy;
      for (int leg = 0; leg < legs; leg++) {
        systems.add(new HashMap<>(common));
      }
    }

    void run(long[] edited) {
      Map<String, String> now = new TreeMap<>(common);
      List<String> held = new ArrayList<>();
      for (int leg = 0; leg < systems.size(); leg++) {
        Map<String, String> row = systems.get(leg);
        if (row != null) {
          merge(now, held, leg, row, edited[leg]);
        }
      }
      if (isDeleted(!now.equals(common))) {
        systems.replaceAll(row -> null);
        return;
      }
      for (int leg = 0; leg < systems.size(); leg++) {
        if (systems.get(leg) != null || strategy != Strategy.MANUAL) {
          Map<String, String> row = systems.get(leg);
          Map<String, String> written = row == null ? new HashMap<>() : row;
          FIELDS.stream().filter(f -> !held.contains(f)).forEach(f -> written.put(f, now.get(f)));
          systems.set(leg, written);
        }
      }
      common = now;
    }

    private void merge(
        Map<String, String> now, List<String> held, int leg, Map<String, String> row, long time) {
      boolean newer = time > modified;
      for (String field : FIELDS) {
        String theirs = row.get(field);
        boolean conflict = !now.get(field).equals(common.get(field));
        if (theirs.equals(common.get(field)) || theirs.equals(now.get(field))) {
          continue;
        }
        if (conflict && strategy == Strategy.MANUAL) {
          asked = true;
          held.add(field);
        } else if (!conflict || wins(leg, newer)) {
          now.put(field, theirs);
          modified = Math.max(modified, time);
        }
      }
    }

    private boolean wins(int leg, boolean newer) {
      return switch (strategy) {
        case SOURCE_WINS -> leg == 0;
        case TARGET_WINS -> leg > 0;
        case OLDEST_WINS -> !newer;
        default -> newer;
      };
    }

    private boolean isDeleted(boolean isEdited) {
      for (int leg = 0; leg < systems.size(); leg++) {
        boolean missing = systems.get(leg) == null;
        boolean deletionWins = strategy == (leg == 0 ? Strategy.SOURCE_WINS : Strategy.TARGET_WINS);
        if (missing && (!isEdited || deletionWins)) {
          return true;
        }
        asked |= missing && strategy == Strategy.MANUAL;
      }
      return false;
    }
  }

  private static ObjectNode common() {
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    FIELDS.forEach(field -> common.put(field, "a"));
    return common;
  }

  @Property(tries = 5000)
  void deletionsAgainstEditsEndAsTheOracleSays(
      @ForAll @IntRange(min = 2, max = 3) int legs,
      @ForAll Strategy strategy,
      @ForAll @Size(min = 1, max = 4) List<@Size(max = 5) List<@From("moves") Move>> rounds) {
    Replicas replicas = new Replicas(legs, strategy, Strategy.NEWEST_WINS, common(), text -> text);
    Oracle oracle = new Oracle(legs, strategy == Strategy.MERGE ? Strategy.NEWEST_WINS : strategy);
    long[] edited = new long[legs];
    long clock = 0;
    for (List<Move> round : rounds) {
      for (Move move : round) {
        int leg = move.leg() % legs;
        Map<String, String> row = oracle.systems.get(leg);
        if (row == null) {
          continue;
        }
        if (move.value() == null) {
          replicas.delete(leg);
          oracle.systems.set(leg, null);
        } else {
          edited[leg] = ++clock;
          replicas.edit(leg, move.field(), move.value(), Instant.EPOCH.plusSeconds(clock));
          row.put(move.field(), move.value());
        }
      }
      replicas.run();
      oracle.run(edited);
      systemsAreAsTheOracleSays(replicas, oracle);
      int written = replicas.writes;
      replicas.run();
      assertThat(replicas.writes).as("writes of a second run").isEqualTo(written);
      systemsAreAsTheOracleSays(replicas, oracle);
      if (replicas.gone || oracle.asked) {
        return;
      }
    }
  }

  private static void systemsAreAsTheOracleSays(Replicas replicas, Oracle oracle) {
    for (int leg = 0; leg < oracle.systems.size(); leg++) {
      Map<String, String> shown = new TreeMap<>();
      replicas
          .systems
          .get(leg)
          .properties()
          .forEach(e -> shown.put(e.getKey(), e.getValue().asString()));
      assertThat(replicas.has(leg) ? shown : null)
          .as("system %d", leg)
          .isEqualTo(oracle.systems.get(leg));
    }
  }
}
