package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.duplicate.PairDecisions;
import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.store.duplicate.DuplicateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Moves over two or three systems, drawn by a seed, each made in the systems and in the model. */
final class RandomSequence {
  private static final List<String> WORDS = List.of("ant", "bee", "cat", "dog");
  private static final List<String> FIELDS = List.of("name", "city", "note");

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;
  private final Strategy strategy;
  private final Pipeline pipeline;
  private final List<TwinSystem> systems;
  private final SystemsModel model;
  private final RandomDecisions decisions;

  /** The ids under which systems had rows that are gone everywhere. */
  private final Map<String, String> former = new HashMap<>();

  /** A pair is entered once. */
  private final Set<Set<String>> paired = new HashSet<>();

  private int tags;
  private long clock;

  RandomSequence(long seed, TestEngine engine) {
    this.pipeline = new Pipeline(engine);
    this.random = new Random(seed * 7919);
    int legs = 2 + random.nextInt(2);
    // Each strategy comes equally often.
    this.strategy = Strategy.values()[(int) (seed % Strategy.values().length)];
    this.systems = IntStream.range(0, legs).mapToObj(leg -> pipeline.twin("system" + leg)).toList();
    this.model = new SystemsModel(legs, strategy);
    this.decisions = new RandomDecisions(pipeline, model, random);
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
    int rounds = 1 + random.nextInt(4);
    for (int round = 0; round < rounds; round++) {
      move();
      losesAnswers();
      runBoth();
      decisions.resolveAll(this::bothAreEqual);
      if (random.nextInt(3) == 0) {
        decisions.undoOne(this::bothAreEqual);
      }
      if (random.nextInt(3) == 0) {
        mergeAndTakeApart();
      }
    }
    systems.forEach(system -> system.losesAnswer = command -> false);
    List<Integer> writes = writes();
    List<String> traces = pipeline.traces();
    runBoth();
    assertThat(writes()).as("writes of a run at rest").isEqualTo(writes);
    assertThat(pipeline.traces()).as("records after a run at rest").isEqualTo(traces);
  }

  private List<Integer> writes() {
    return systems.stream().map(system -> system.writes.size()).toList();
  }

  private void move() {
    int moves = 1 + random.nextInt(7);
    for (int i = 0; i < moves; i++) {
      switch (random.nextInt(8)) {
        case 0 -> create();
        case 1, 2 -> delete();
        case 3 -> comeBack();
        default -> edit();
      }
    }
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
    set(random.nextInt(systems.size()), tag, "own-" + tag, "name");
  }

  private void edit() {
    String tag = tag();
    int leg = random.nextInt(systems.size());
    String id = id(leg, tag);
    if (id != null) {
      set(leg, tag, id, FIELDS.get(random.nextInt(3)));
    }
  }

  /** In one system, whatever the others do meanwhile; the first stays, so that none is empty. */
  private void delete() {
    String tag = tag();
    int leg = random.nextInt(systems.size());
    String id = id(leg, tag);
    if (id != null && !tag.equals("t0") && model.records.containsKey(tag)) {
      systems.get(leg).remove(id);
      model.systems.get(leg).remove(tag);
    }
  }

  /** A row whose record is gone everywhere stands there again, under the id that it had. */
  private void comeBack() {
    String tag = tag();
    int leg = random.nextInt(systems.size());
    String id = former.get(leg + tag);
    if (id != null && !model.records.containsKey(tag) && id(leg, tag) == null) {
      set(leg, tag, id, "name");
    }
  }

  /** Two records are said to be one and found to be two; a row of either is edited meanwhile. */
  private void mergeAndTakeApart() {
    List<String> tags = new ArrayList<>(model.records.keySet());
    Collections.shuffle(tags, random);
    if (tags.size() < 2 || !paired.add(new TreeSet<>(tags.subList(0, 2)))) {
      return;
    }
    String edited = tags.get(random.nextInt(2));
    int leg = random.nextInt(systems.size());
    String id = Objects.requireNonNull(id(leg, edited));
    String field = FIELDS.get(random.nextInt(3));
    PairDecisions pairs = pipeline.engine.get(PairDecisions.class);
    DuplicateRow pair = Pairs.propose(pipeline, "things", "tag", tags.get(0), tags.get(1));
    pairs.merge(pipeline.tenant, pair, "ann");
    decisions.delivered();
    if (random.nextBoolean()) {
      String value = "elk" + ++clock;
      systems.get(leg).setAt(START.plusSeconds(clock), id, "{'%s': '%s'}".formatted(field, value));
      model.edit(leg, edited, field, value, clock);
    }
    if (random.nextBoolean()) {
      assertThat(pipeline.full("random").error()).isNull();
    }
    pairs.unmerge(pipeline.tenant, pair, "ann");
    decisions.delivered();
    runBoth();
  }

  private String tag() {
    return "t" + random.nextInt(tags);
  }

  private void set(int leg, String tag, String id, String field) {
    String value = WORDS.get(random.nextInt(WORDS.size()));
    Instant time = START.plusSeconds(++clock);
    String fields = "{'tag': '%s', '%s': '%s'}".formatted(tag, field, value);
    systems.get(leg).setAt(time, id, fields);
    model.edit(leg, tag, field, value, clock);
  }

  private @Nullable String id(int leg, String tag) {
    TwinSystem system = systems.get(leg);
    return system.ids().stream()
        .filter(id -> Objects.requireNonNull(system.row(id)).path("tag").asString().equals(tag))
        .findFirst()
        .orElse(null);
  }

  private void runBoth() {
    model.run();
    var run = pipeline.full("random");
    assertThat(run.error()).isNull();
    assertThat(run.delivered().failed()).isZero();
    bothAreEqual();
  }

  private void bothAreEqual() {
    for (int leg = 0; leg < systems.size(); leg++) {
      assertThat(systems.get(leg).contents())
          .as("system %d under %s", leg, strategy)
          .containsExactlyInAnyOrderElementsOf(contents(leg));
      for (int tag = 0; tag < tags; tag++) {
        String id = id(leg, "t" + tag);
        if (id != null) {
          former.put(leg + "t" + tag, id);
        }
      }
    }
  }

  /** As {@link TwinSystem#contents} shows them. */
  private List<String> contents(int leg) {
    return model.systems.get(leg).values().stream()
        .map(
            row -> {
              Map<String, String> quoted = new java.util.TreeMap<>(row);
              quoted.replaceAll((field, value) -> '"' + value + '"');
              return quoted.toString();
            })
        .toList();
  }
}
