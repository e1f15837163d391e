package dev.syncline.control.conflict;

import dev.syncline.store.record.RecordRow;
import dev.syncline.store.record.Records;
import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.RecordChange;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what was decided into the record and enters it for all systems of the task. */
@Component
class DecidedValues {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Records records;
  private final LegChanges changes;
  private final ConflictTasks tasks;
  private final Clock clock;

  DecidedValues(Records records, LegChanges changes, ConflictTasks tasks, Clock clock) {
    this.records = records;
    this.changes = changes;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Every system is entered: its delivery looks first and sends only what is lacking there. Returns
   * the connections.
   *
   * @param operation the word in the record's history
   * @param by who decided
   */
  List<String> write(
      ConflictRow row,
      List<ConflictField> fields,
      Function<ConflictField, JsonNode> value,
      String operation,
      String by) {
    ObjectNode now = data(live(row));
    for (ConflictField field : fields) {
      JsonNode decided = value.apply(field);
      if (decided.isNull()) {
        now.remove(field.field());
      } else {
        now.set(field.field(), decided);
      }
    }
    // Also where the values stay: a window that was decided before notices it by the version.
    changes.rewrite(
        row.place(),
        row.recordId(),
        now.toString(),
        new RecordChange(operation, row.externalId(), clock.instant(), row.syncId(), by));
    List<TargetResource> systems = tasks.systems(row);
    changes.enqueue(row.place(), row.recordId(), systems, "upsert", row.syncId());
    return systems.stream().map(TargetResource::connection).distinct().toList();
  }

  /** Throws CONFLICT where the record does not hold what was decided any more. */
  void requireUnchanged(ConflictRow row, List<ConflictField> decided) {
    ObjectNode now = data(live(row));
    List<String> changed =
        decided.stream()
            .filter(
                f ->
                    !f.value()
                        .equals(now.has(f.field()) ? now.get(f.field()) : NullNode.getInstance()))
            .map(ConflictField::field)
            .toList();
    if (!changed.isEmpty()) {
      throw ConflictDecisions.refused(
          "the record's " + changed + " changed since: undoing would lose that change");
    }
  }

  static ObjectNode data(RecordRow record) {
    return (ObjectNode) JSON.readTree(record.data());
  }

  /** The record; CONFLICT where it is gone. */
  RecordRow live(ConflictRow row) {
    return records
        .find(row.place().tenant(), row.place().entity(), row.recordId())
        .filter(record -> record.deletedAt() == null && record.mergedInto() == null)
        .orElseThrow(
            () ->
                ConflictDecisions.refused(
                    "the record "
                        + row.recordId()
                        + " was deleted or merged into another since; a run looks at it again"));
  }
}
