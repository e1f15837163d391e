package dev.syncline.activities.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random edits, reads and deliveries over two and three systems, against plain maps. */
class ReplicasTest {
  private static final List<String> FIELDS = List.of("city", "email", "name");

  /** What happens to one system. */
  record Step(Kind kind, int leg, String field, String value) {
    enum Kind {
      EDIT,
      FETCH,
      COMMIT,
      DELIVER,
      DELIVER_AND_LOSE_THE_ANSWER
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(Step.Kind.class),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(FIELDS),
            Arbitraries.of("", "a", "b", "c", " d "))
        .as(Step::new);
  }

  @Provide
  Arbitrary<Step> edits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(FIELDS),
            Arbitraries.of("", "a", "b", "c", " d "))
        .as((leg, field, value) -> new Step(Step.Kind.EDIT, leg, field, value));
  }

  private static ObjectNode common() {
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    FIELDS.forEach(field -> common.put(field, "a"));
    return common;
  }

  private static Map<String, String> plain(ObjectNode node) {
    Map<String, String> map = new TreeMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
    return map;
  }

  /** The oracle: systems are taken in their order; strings and maps, nothing of the product. */
  private static final class Oracle {
    final List<Map<String, String>> systems = new ArrayList<>();
    final List<String> held = new ArrayList<>();
    private final Strategy strategy;
    private Map<String, String> common = plain(common());
    private long modified;

    Oracle(int legs, Strategy strategy) {
      this.strategy = strategy;
      for (int leg = 0; leg < legs; leg++) {
        systems.add(new HashMap<>(common));
      }
    }

    void run(long[] edited) {
      Map<String, String> now = new HashMap<>(common);
      for (int leg = 0; leg < systems.size(); leg++) {
        boolean newer = edited[leg] > modified;
        boolean changed = false;
        for (String field : FIELDS) {
          String theirs = systems.get(leg).get(field);
          String ours = now.get(field);
          if (Objects.equals(theirs, common.get(field)) || Objects.equals(theirs, ours)) {
            continue;
          }
          boolean conflict = !Objects.equals(ours, common.get(field));
          if (conflict && strategy == Strategy.MANUAL) {
            held.add(field);
          } else if (!conflict || wins(leg, newer)) {
            changed = true;
            now.put(field, theirs);
          }
        }
        modified = changed ? Math.max(modified, edited[leg]) : modified;
      }
      for (Map<String, String> system : systems) {
        for (String field : FIELDS) {
          if (!held.contains(field)) {
            system.put(field, now.get(field));
          }
        }
      }
      common = now;
    }

    private boolean wins(int leg, boolean newer) {
      return switch (strategy) {
        case SOURCE_WINS -> leg == 0;
        case TARGET_WINS -> leg > 0;
        case OLDEST_WINS -> !newer;
        default -> newer;
      };
    }

    Map<String, String> system(int leg) {
      Map<String, String> present = new TreeMap<>(systems.get(leg));
      present.values().removeIf(Objects::isNull);
      return present;
    }
  }

  @Property(tries = 6000)
  void roundsOfEditsAndRunsEndAsTheOracleSays(
      @ForAll @IntRange(min = 2, max = 3) int legs,
      @ForAll Strategy strategy,
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 5) List<@net.jqwik.api.From("edits") Step>> rounds) {
    // Plain texts cannot be merged by line or element: there `merge` is its fallback.
    Replicas replicas = new Replicas(legs, strategy, Strategy.NEWEST_WINS, common(), text -> text);
    Oracle oracle = new Oracle(legs, strategy == Strategy.MERGE ? Strategy.NEWEST_WINS : strategy);
    long[] edited = new long[legs];
    long clock = 0;
    for (List<Step> round : strategy == Strategy.MANUAL ? rounds.subList(0, 1) : rounds) {
      for (Step edit : round) {
        int leg = edit.leg() % legs;
        edited[leg] = ++clock;
        replicas.edit(leg, edit.field(), edit.value(), Instant.EPOCH.plusSeconds(clock));
        oracle.systems.get(leg).put(edit.field(), edit.value().isEmpty() ? null : edit.value());
      }
      replicas.run();
      oracle.run(edited);
      for (int leg = 0; leg < legs; leg++) {
        assertThat(plain(replicas.systems.get(leg)))
            .as("system %d", leg)
            .isEqualTo(oracle.system(leg));
      }
      int written = replicas.writes;
      replicas.run();
      assertThat(replicas.writes).as("writes of a second run").isEqualTo(written);
      for (int leg = 0; leg < legs; leg++) {
        assertThat(plain(replicas.systems.get(leg)))
            .as("system %d, run again", leg)
            .isEqualTo(oracle.system(leg));
      }
    }
  }

  @Property(tries = 6000)
  void howeverRunsInterleaveSystemsConvergeAndNoEditThatNobodyContestsIsLost(
      @ForAll @IntRange(min = 2, max = 3) int legs,
      @ForAll Strategy strategy,
      @ForAll @Size(max = 40) List<@net.jqwik.api.From("steps") Step> steps) {
    Replicas replicas = new Replicas(legs, strategy, Strategy.SOURCE_WINS, common(), text -> text);
    Map<String, String> last = new TreeMap<>(plain(common()));
    long clock = 0;
    for (Step step : steps) {
      int leg = step.leg() % legs;
      switch (step.kind()) {
        case EDIT -> {
          // Each field is edited in one system alone.
          int owner = FIELDS.indexOf(step.field()) % legs;
          replicas.edit(owner, step.field(), step.value(), Instant.EPOCH.plusSeconds(++clock));
          last.put(step.field(), step.value());
        }
        case FETCH -> replicas.fetch(leg);
        case COMMIT -> replicas.commit(leg);
        case DELIVER -> replicas.deliver(leg, false);
        case DELIVER_AND_LOSE_THE_ANSWER -> replicas.deliver(leg, true);
      }
    }
    replicas.run();
    replicas.run();
    last.values().removeIf(String::isEmpty);
    for (int leg = 0; leg < legs; leg++) {
      assertThat(plain(replicas.systems.get(leg))).as("system %d", leg).isEqualTo(last);
    }
    atRest(replicas);
  }

  @Property(tries = 3000)
  void contestedFieldsConvergeToo(
      @ForAll @IntRange(min = 2, max = 3) int legs,
      @ForAll Strategy strategy,
      @ForAll @Size(max = 40) List<@net.jqwik.api.From("steps") Step> steps) {
    if (strategy == Strategy.MANUAL) {
      return;
    }
    Replicas replicas =
        new Replicas(legs, strategy, Strategy.SOURCE_WINS, common(), text -> text.strip());
    long clock = 0;
    for (Step step : steps) {
      int leg = step.leg() % legs;
      switch (step.kind()) {
        case EDIT ->
            replicas.edit(leg, step.field(), step.value(), Instant.EPOCH.plusSeconds(++clock));
        case FETCH -> replicas.fetch(leg);
        case COMMIT -> replicas.commit(leg);
        case DELIVER -> replicas.deliver(leg, false);
        case DELIVER_AND_LOSE_THE_ANSWER -> replicas.deliver(leg, true);
      }
    }
    replicas.run();
    replicas.run();
    for (int leg = 1; leg < legs; leg++) {
      assertThat(stripped(replicas.systems.get(leg))).isEqualTo(stripped(replicas.systems.get(0)));
    }
    atRest(replicas);
  }

  private static Map<String, String> stripped(ObjectNode system) {
    Map<String, String> map = plain(system);
    map.replaceAll((field, value) -> value.strip());
    return map;
  }

  private static void atRest(Replicas replicas) {
    int written = replicas.writes;
    replicas.run();
    assertThat(replicas.writes).as("writes of a run at rest").isEqualTo(written);
  }

  @Example
  void aSystemThatTrimsWhatItIsGivenIsNotWrittenAgainAndItsEchoStaysWhereItIs() {
    Replicas replicas =
        new Replicas(2, Strategy.NEWEST_WINS, Strategy.NEWEST_WINS, common(), String::strip);
    replicas.edit(0, "name", " d ", Instant.EPOCH.plusSeconds(1));

    replicas.run();
    atRest(replicas);

    assertThat(replicas.systems.get(0).get("name").asString()).isEqualTo(" d ");
    assertThat(replicas.systems.get(1).get("name").asString()).isEqualTo("d");
    assertThat(replicas.writes).isEqualTo(1);
  }
}
