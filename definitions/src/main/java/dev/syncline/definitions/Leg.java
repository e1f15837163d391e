package dev.syncline.definitions;

import dev.syncline.definitions.TaskSpec.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One system of a task as a run reads it and, in a two-way task, writes it. Leg 0 is the task's
 * source; of a two-way task, every delivery is a leg too.
 *
 * @param key the system's id field or fields; empty for the connector's own
 * @param reads record field ← system field; empty copies every field
 * @param writes system field ← record field; empty copies every field
 * @param match system field ← record field, by which a row and a record are found to be one
 */
public record Leg(
    int index,
    SourceSpec source,
    List<String> key,
    @Nullable String modified,
    List<FieldSpec> reads,
    List<FieldSpec> writes,
    Map<String, String> match) {

  public Leg {
    key = List.copyOf(key);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    match = Map.copyOf(match);
  }

  /** The legs of a task, in the order in which a run reads them. */
  public static List<Leg> of(TaskSpec task) {
    List<Leg> legs = new ArrayList<>();
    legs.add(
        new Leg(
            0,
            task.source(),
            task.key(),
            task.modified(),
            task.fields(),
            Inverse.writesOf(task),
            Map.of()));
    if (task.direction() == Direction.TWO_WAY) {
      for (DeliverSpec delivery : task.deliver()) {
        legs.add(of(task, delivery, legs.size()));
      }
    }
    return List.copyOf(legs);
  }

  private static Leg of(TaskSpec task, DeliverSpec delivery, int index) {
    return new Leg(
        index,
        new SourceSpec(delivery.connection(), delivery.resource(), null, FilterSpec.NONE),
        delivery.key(),
        delivery.modified(),
        Inverse.readsOf(task, delivery),
        delivery.fields().entrySet().stream()
            .map(e -> Inverse.copy(e.getKey(), e.getValue()))
            .toList(),
        delivery.match());
  }

  public String connection() {
    return source.connection();
  }

  /** The resource's name in the id map. */
  public String resource() {
    return source.resourceName();
  }

  /** The record's fields that its rows fill; null for all that a row has. */
  public @Nullable Set<String> readFields() {
    return reads.isEmpty() ? null : Inverse.made(reads);
  }

  /** The record's fields that it is written from; null for all that the record has. */
  public @Nullable Set<String> writtenFields() {
    if (writes.isEmpty()) {
      return null;
    }
    Set<String> fields = new HashSet<>();
    for (FieldSpec write : writes) {
      if (!Inverse.inputs(write, fields)) {
        return null;
      }
    }
    return fields;
  }

  /**
   * The record's fields by which a new row and a record without one are found to be one. A delivery
   * that looks rows up would else give the row of one record to another: so the source takes part.
   */
  public Collection<String> identity(TaskSpec task) {
    if (index > 0 || task.direction() != Direction.TWO_WAY) {
      return match.values();
    }
    return task.deliver().stream()
        .map(delivery -> delivery.match().values())
        .filter(fields -> !fields.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The task as it reads this leg: what belongs to the source alone is left out. */
  public TaskSpec view(TaskSpec task) {
    if (index == 0) {
      return task;
    }
    Set<String> made = readFields();
    return new TaskSpec(
        task.name(),
        task.entity(),
        source,
        key,
        modified,
        reads,
        List.of(),
        task.required().stream().filter(f -> made == null || made.contains(f)).toList(),
        List.of(),
        List.of(),
        task.dedupe(),
        task.writes(),
        task.direction(),
        task.conflicts(),
        task.deletes(),
        task.deliver(),
        task.batch(),
        task.retry(),
        task.gates(),
        task.schedule(),
        task.notifications(),
        task.definition());
  }
}
