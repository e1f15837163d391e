package dev.syncline.definitions;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to sync and how.
 *
 * @param key the source field or fields whose values are the external id; empty for the source's
 *     own
 * @param modified the source field that tells when a record changed, or null for the source's own
 * @param fields the conversion schema in the order written; empty copies every source field
 * @param writeFields how a two-way task writes what {@code fields} compute: source field ← record
 *     field
 * @param definition the task as it was written, normalised: the JSON that the API shows, from which
 *     an equal spec is read back
 */
public record TaskSpec(
    String name,
    String entity,
    SourceSpec source,
    List<String> key,
    @Nullable String modified,
    List<FieldSpec> fields,
    List<FieldSpec> writeFields,
    List<String> required,
    List<ReferenceSpec> references,
    List<DeriveSpec> derive,
    DedupeSpec dedupe,
    WriteMode writes,
    Direction direction,
    ConflictSpec conflicts,
    Deletes deletes,
    List<DeliverSpec> deliver,
    BatchSpec batch,
    RetrySpec retry,
    GateSpec gates,
    @Nullable ScheduleSpec schedule,
    @Nullable NotifySpec notifications,
    ObjectNode definition) {

  public TaskSpec {
    key = List.copyOf(key);
    fields = List.copyOf(fields);
    writeFields = List.copyOf(writeFields);
    required = List.copyOf(required);
    references = List.copyOf(references);
    derive = List.copyOf(derive);
    deliver = List.copyOf(deliver);
  }

  /** Which records a task may write. */
  public enum WriteMode {
    UPSERT,
    CREATE_ONLY,
    UPDATE_ONLY
  }

  /** Whether changes flow back to the source. */
  public enum Direction {
    ONE_WAY,
    TWO_WAY
  }

  /** What a record's disappearance from a complete read of its source means. */
  public enum Deletes {
    IGNORE,
    PROPAGATE
  }

  public Optional<String> modifiedField() {
    return Optional.ofNullable(modified);
  }
}
