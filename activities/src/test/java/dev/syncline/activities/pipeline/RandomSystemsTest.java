package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random edits, creations and deletions over two and three systems, with runs in between and
 * answers that are lost, through the whole pipeline against {@link SystemsModel}. The property
 * {@code syncline.sequences} sets how many.
 */
class RandomSystemsTest {
  private static final List<String> WORDS = List.of("ant", "bee", "cat", "dog");
  private static final List<String> FIELDS = List.of("name", "city", "note");

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("syncline.sequences", 20));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void systemsEndAsTheModelSays(long seed) {
    new Sequence(seed).play();
  }

  private static final class Sequence {
    private final Random random;
    private final Strategy strategy;
    private final Pipeline pipeline = new Pipeline();
    private final List<TwinSystem> systems;
    private final SystemsModel model;
    private int tags;
    private long clock;

    Sequence(long seed) {
      this.random = new Random(seed * 7919);
      int legs = 2 + random.nextInt(2);
      // Each strategy comes equally often.
      this.strategy = Strategy.values()[(int) (seed % Strategy.values().length)];
      this.systems =
          IntStream.range(0, legs).mapToObj(leg -> pipeline.twin("system" + leg)).toList();
      this.model = new SystemsModel(legs, strategy);
      pipeline.task("random", task(legs));
    }

    private String task(int legs) {
      String fields = "{'tag': 'tag', 'name': 'name', 'city': 'city', 'note': 'note'}";
      List<String> deliveries =
          IntStream.range(1, legs)
              .mapToObj(
                  leg ->
                      """
                      {'connection': 'system%d', 'resource': 'r', 'key': 'id',
                       'modified': 'changed', 'fields': %s}
                      """
                          .formatted(leg, fields))
              .toList();
      return """
          {'entity': 'things', 'source': {'connection': 'system0', 'resource': 'r'}, 'key': 'id',
           'modified': 'changed', 'direction': 'two_way', 'deletes': 'propagate', 'fields': %s,
           'gates': {'max_delete_percent': 100},
           'retry': {'max_attempts': 5, 'initial': '1ms', 'multiplier': 1, 'max': '1ms'},
           'conflicts': {'strategy': '%s', 'otherwise': 'newest_wins'}, 'deliver': %s}
          """
          .formatted(fields, strategy.name().toLowerCase(Locale.ROOT), deliveries);
    }

    void play() {
      create();
      create();
      runBoth();
      // What waits for a person is not predicted beyond the run that finds it.
      int rounds = strategy == Strategy.MANUAL ? 1 : 1 + random.nextInt(3);
      for (int round = 0; round < rounds; round++) {
        int edits = 1 + random.nextInt(6);
        for (int i = 0; i < edits; i++) {
          edit();
        }
        if (random.nextInt(3) == 0) {
          create();
        }
        if (random.nextInt(3) == 0) {
          delete();
        }
        losesAnswers();
        runBoth();
      }
      systems.forEach(system -> system.losesAnswer = command -> false);
      // The model is not asked again: at rest everything stays, open conflicts too.
      List<Integer> writes = systems.stream().map(s -> s.writes.size()).toList();
      run();
      assertThat(systems.stream().map(s -> s.writes.size()).toList())
          .as("writes of a run at rest")
          .isEqualTo(writes);
    }

    private void losesAnswers() {
      for (TwinSystem system : systems) {
        boolean[] lost = {random.nextInt(3) > 0};
        system.losesAnswer =
            command -> {
              lost[0] = !lost[0];
              return lost[0];
            };
      }
    }

    private void create() {
      String tag = "t" + tags++;
      int leg = random.nextInt(systems.size());
      set(leg, tag, "name", word());
    }

    private void edit() {
      String tag = "t" + random.nextInt(tags);
      if (model.editable(tag)) {
        set(random.nextInt(systems.size()), tag, FIELDS.get(random.nextInt(3)), word());
      }
    }

    /** Of a record that nobody edits meanwhile; the first stays, so that no source is empty. */
    private void delete() {
      String tag = "t" + random.nextInt(tags);
      int leg = random.nextInt(systems.size());
      if (!tag.equals("t0") && model.untouched(tag)) {
        systems.get(leg).remove(id(leg, tag));
        model.systems.get(leg).remove(tag);
      }
    }

    private void set(int leg, String tag, String field, String value) {
      Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++clock);
      String fields = "{'tag': '%s', '%s': '%s'}".formatted(tag, field, value);
      systems.get(leg).setAt(time, id(leg, tag), fields);
      model.edit(leg, tag, field, value, clock);
    }

    private String word() {
      return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** The row's id in the system, and an own one where it has none. */
    private String id(int leg, String tag) {
      TwinSystem system = systems.get(leg);
      return system.ids().stream()
          .filter(id -> system.row(id).path("tag").asString().equals(tag))
          .findFirst()
          .orElse("own-" + tag);
    }

    private void runBoth() {
      model.run();
      run();
    }

    private void run() {
      RunRow run = pipeline.full("random");
      assertThat(run.error()).isNull();
      assertThat(run.delivered().failed()).isZero();
      for (int leg = 0; leg < systems.size(); leg++) {
        assertThat(shown(leg)).as("system %d under %s", leg, strategy).isEqualTo(modelled(leg));
      }
    }

    private List<Map<String, String>> modelled(int leg) {
      return List.copyOf(model.systems.get(leg).values());
    }

    private List<Map<String, String>> shown(int leg) {
      Map<String, Map<String, String>> rows = new TreeMap<>();
      TwinSystem system = systems.get(leg);
      for (String id : system.ids()) {
        Map<String, String> row = new TreeMap<>();
        system
            .row(id)
            .properties()
            .forEach(
                e -> {
                  if (!List.of("id", "changed").contains(e.getKey()) && !e.getValue().isNull()) {
                    row.put(e.getKey(), e.getValue().asString());
                  }
                });
        assertThat(rows.put(row.get("tag"), row)).as("a second row of %s", row).isNull();
      }
      return new ArrayList<>(rows.values());
    }
  }
}
