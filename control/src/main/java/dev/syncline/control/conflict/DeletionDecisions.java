package dev.syncline.control.conflict;

import static dev.syncline.store.twoway.ConflictField.INCOMING;
import static dev.syncline.store.twoway.ConflictField.VALUE;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.record.RecordRow;
import dev.syncline.store.record.Records;
import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.Conflicts;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.LegDeletions;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.RecordChange;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides over a record that one system has deleted and another one edited: it goes everywhere, or
 * its row is made again where it was deleted. The decisions are taken back the same way.
 */
@Component
class DeletionDecisions {
  private final Conflicts conflicts;
  private final LegStates states;
  private final LegChanges changes;
  private final LegDeletions deletions;
  private final DecidedValues values;
  private final ConflictTasks tasks;
  private final Records records;
  private final Clock clock;

  DeletionDecisions(
      Conflicts conflicts,
      LegStates states,
      LegChanges changes,
      LegDeletions deletions,
      DecidedValues values,
      ConflictTasks tasks,
      Records records,
      Clock clock) {
    this.conflicts = conflicts;
    this.states = states;
    this.changes = changes;
    this.deletions = deletions;
    this.values = values;
    this.tasks = tasks;
    this.records = records;
    this.clock = clock;
  }

  /** Returns the connections that have something to do. */
  List<String> resolve(ConflictRow row, Map<String, Choice> choices, String by) {
    RecordRow record = values.live(row);
    ObjectNode now = DecidedValues.data(record);
    List<ConflictField> decided =
        row.fields().stream()
            .map(f -> holding(f, now.get(f.field())))
            .map(f -> Objects.requireNonNull(choices.get(f.field())).of(f, row.foundAtSource()))
            .toList();
    if (decided.stream().noneMatch(deletes())) {
      return keep(row, decided, by);
    }
    if (!decided.stream().allMatch(deletes())) {
      throw SynclineException.of(
          Category.INVALID,
          "INVALID_REQUEST",
          "fields must all choose the side that deleted the record, or none of them: it cannot be"
              + " deleted in part");
    }
    return delete(row, record, decided, by);
  }

  private static Predicate<ConflictField> deletes() {
    return field -> INCOMING.equals(field.chosen());
  }

  /**
   * What is chosen is what the record holds by now, not what it did when the conflict was found.
   */
  private static ConflictField holding(ConflictField field, @Nullable JsonNode now) {
    return new ConflictField(
        field.field(),
        field.base(),
        now == null ? NullNode.getInstance() : now,
        field.incoming(),
        field.chosen(),
        field.value(),
        field.strategy());
  }

  private List<String> keep(ConflictRow row, List<ConflictField> decided, String by) {
    conflicts.resolve(row, decided, by);
    deletions.again(row.place(), row.recordId(), row.externalId());
    return values.write(
        row,
        decided.stream().filter(f -> VALUE.equals(f.chosen())).toList(),
        ConflictField::value,
        "resolve",
        by);
  }

  private List<String> delete(
      ConflictRow row, RecordRow record, List<ConflictField> decided, String by) {
    requirePropagating(row);
    if (record.updatedAt().isAfter(row.updatedAt())) {
      throw ConflictDecisions.refused(
          "the record "
              + row.recordId()
              + " was edited once more since the conflict was found: deleting it would lose an edit"
              + " that the conflict does not show. The next full run shows it");
    }
    if (deletions.anotherRow(row.place(), row.recordId(), row.externalId())) {
      throw ConflictDecisions.refused(
          "'"
              + row.place().connection()
              + "' has another row of the record by now, so that it is not deleted there; the next"
              + " full run settles the conflict");
    }
    conflicts.resolve(row, decided, by);
    conflicts.close(row, by);
    states.lost(row.place(), List.of(row.externalId()));
    return bury(row, "resolve", by);
  }

  /** Puts back what lost: the record where it was deleted, the deletion where it was kept. */
  List<String> undo(ConflictRow row, List<ConflictField> decided, String by) {
    boolean deleted = decided.stream().allMatch(deletes());
    RecordRow record =
        records
            .find(row.place().tenant(), row.place().entity(), row.recordId())
            .filter(r -> r.mergedInto() == null && (r.deletedAt() != null) == deleted)
            .filter(r -> !r.updatedAt().isAfter(resolvedAt(row)))
            .orElseThrow(
                () ->
                    ConflictDecisions.refused(
                        "the record "
                            + row.recordId()
                            + " changed since: undoing would lose that change"));
    if (!deleted) {
      requirePropagating(row);
      conflicts.undone(row, by);
      return bury(row, "undo", by);
    }
    conflicts.undone(row, by);
    deletions.again(row.place(), row.recordId(), row.externalId());
    changes.rewrite(row.place(), row.recordId(), record.data(), change(row, "undo", by));
    return enqueue(row, "upsert");
  }

  private static Instant resolvedAt(ConflictRow row) {
    return row.resolvedAt() == null ? row.updatedAt() : row.resolvedAt();
  }

  private void requirePropagating(ConflictRow row) {
    if (!tasks.propagatesDeletes(row)) {
      throw ConflictDecisions.refused(
          "the task '"
              + row.place().task()
              + "' does not propagate deletions any more (deletes: propagate), so that the record"
              + " can only be kept");
    }
  }

  private List<String> bury(ConflictRow row, String operation, String by) {
    deletions.bury(row.place(), row.recordId(), change(row, operation, by));
    return enqueue(row, "delete");
  }

  private RecordChange change(ConflictRow row, String operation, String by) {
    return new RecordChange(operation, row.externalId(), clock.instant(), row.syncId(), by);
  }

  private List<String> enqueue(ConflictRow row, String operation) {
    List<TargetResource> systems = tasks.systems(row);
    changes.enqueue(row.place(), row.recordId(), systems, operation, row.syncId());
    return systems.stream().map(TargetResource::connection).distinct().toList();
  }
}
