package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.conflict.Choice;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.StringNode;

/** What a person decides and takes back, drawn by chance, in the product and in the model. */
final class RandomDecisions {
  private final Pipeline pipeline;
  private final SystemsModel model;
  private final Random random;
  private final Conflicts conflicts;
  private final ConflictDecisions decisions;

  RandomDecisions(Pipeline pipeline, SystemsModel model, Random random) {
    this.pipeline = pipeline;
    this.model = model;
    this.random = random;
    this.conflicts = pipeline.engine.get(Conflicts.class);
    this.decisions = pipeline.engine.get(ConflictDecisions.class);
  }

  /** One after the other, until none is open; what systems hold is looked at after each. */
  void resolveAll(Runnable look) {
    for (List<ConflictRow> open = open(); !open.isEmpty(); open = open()) {
      ConflictRow conflict = open.get(random.nextInt(open.size()));
      if (conflict.ofDeletion()) {
        resolveDeletion(conflict);
      } else {
        resolveEdit(conflict);
      }
      delivered();
      look.run();
    }
  }

  private List<ConflictRow> open() {
    List<ConflictRow> open = listed(ConflictStatus.OPEN);
    assertThat(open.stream().map(this::words)).containsExactlyInAnyOrderElementsOf(expected());
    return open.stream().sorted(Comparator.comparing(this::words)).toList();
  }

  private List<ConflictRow> listed(ConflictStatus status) {
    return conflicts.list(pipeline.tenant, "things", status, new Range(500, 0)).items();
  }

  private String words(ConflictRow row) {
    Set<String> fields = new TreeSet<>();
    row.fields().forEach(field -> fields.add(field.field()));
    return tag(row)
        + " "
        + row.place().leg()
        + (row.ofDeletion() ? " is gone" : " shows other " + fields);
  }

  private Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    model.records.forEach(
        (tag, record) -> {
          record.gone.forEach(leg -> expected.add(tag + " " + leg + " is gone"));
          record.open.forEach(
              (leg, fields) ->
                  expected.add(tag + " " + leg + " shows other " + new TreeSet<>(fields)));
        });
    return expected;
  }

  private String tag(ConflictRow row) {
    return pipeline
        .sql(
            "select data ->> 'tag' as tag from syncline.record where record_id = ?", row.recordId())
        .get(0)
        .get("tag")
        .toString();
  }

  private void resolveEdit(ConflictRow conflict) {
    String tag = tag(conflict);
    int leg = conflict.place().leg();
    Map<String, Choice> choices = new TreeMap<>();
    Map<String, String> chosen = new TreeMap<>();
    for (ConflictField field : conflict.fields()) {
      String name = field.field();
      String held = held(tag, name);
      String shown = model.systems.get(leg).get(tag).get(name);
      assertThat(field.record().asString()).as("%s of %s here", name, tag).isEqualTo(held);
      assertThat(field.incoming().asString()).as("%s of %s there", name, tag).isEqualTo(shown);
      switch (random.nextInt(3)) {
        case 0 -> choose(choices, chosen, name, new Choice.Side(leg == 0), shown);
        case 1 -> choose(choices, chosen, name, new Choice.Side(leg > 0), held);
        default -> choose(choices, chosen, name, value("eel"), "eel");
      }
    }
    decisions.resolve(conflict, choices, "ann");
    model.decide(tag, leg, chosen);
  }

  private String held(String tag, String field) {
    return Objects.requireNonNull(model.records.get(tag)).values.get(field);
  }

  private static Choice value(String word) {
    return new Choice.Value(StringNode.valueOf(word));
  }

  private static void choose(
      Map<String, Choice> choices,
      Map<String, String> chosen,
      String field,
      Choice choice,
      String value) {
    choices.put(field, choice);
    chosen.put(field, value);
  }

  private void resolveDeletion(ConflictRow conflict) {
    String tag = tag(conflict);
    int leg = conflict.place().leg();
    Map<String, Choice> choices = new TreeMap<>();
    if (random.nextBoolean()) {
      conflict.fields().forEach(f -> choices.put(f.field(), new Choice.Side(leg == 0)));
      boolean allowed = model.delete(tag);
      assertThat(carriedOut(() -> decisions.resolve(conflict, choices, "ann")))
          .as("%s may be deleted", tag)
          .isEqualTo(allowed);
      if (allowed) {
        return;
      }
      choices.clear();
    }
    Map<String, String> chosen = new TreeMap<>();
    for (ConflictField field : conflict.fields()) {
      if (random.nextInt(3) == 0) {
        choose(choices, chosen, field.field(), value("fox"), "fox");
      } else {
        choices.put(field.field(), new Choice.Side(leg > 0));
      }
    }
    decisions.resolve(conflict, choices, "ann");
    model.keep(tag, leg, chosen);
  }

  /** Takes back something that a strategy decided in the last run. */
  void undoOne(Runnable look) {
    if (model.decisions.isEmpty()) {
      return;
    }
    ModelDecision decision = model.decisions.get(random.nextInt(model.decisions.size()));
    ConflictRow conflict =
        listed(ConflictStatus.RESOLVED).stream()
            .filter(row -> tag(row).equals(decision.tag()))
            .filter(row -> row.place().leg() == decision.leg())
            .filter(row -> row.ofDeletion() == decision.deletion())
            .max(Comparator.comparing(ConflictRow::createdAt))
            .orElseThrow();
    if (!decision.deletion()) {
      Map<String, String> stands = new TreeMap<>();
      Map<String, String> lost = new TreeMap<>();
      conflict.fields().forEach(f -> stands.put(f.field(), f.value().asString()));
      conflict.fields().forEach(f -> lost.put(f.field(), f.lost().asString()));
      assertThat(stands).isEqualTo(decision.stands());
      assertThat(lost).isEqualTo(decision.lost());
    }
    boolean allowed = model.undo(decision);
    assertThat(carriedOut(() -> decisions.undo(conflict, "ben")))
        .as("%s may be undone", decision)
        .isEqualTo(allowed);
    delivered();
    look.run();
  }

  private static boolean carriedOut(Runnable decision) {
    try {
      decision.run();
      return true;
    } catch (SynclineException e) {
      assertThat(e.category()).isEqualTo(Category.CONFLICT);
      return false;
    }
  }

  /** Nothing but the decision sets this going. */
  void delivered() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("it is delivered").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
