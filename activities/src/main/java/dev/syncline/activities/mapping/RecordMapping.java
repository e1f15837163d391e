package dev.syncline.activities.mapping;

import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task's conversion schema, compiled once a run. Thread-safe. */
public final class RecordMapping {
  private static final ThreadLocal<CanonicalJson> JSON =
      ThreadLocal.withInitial(CanonicalJson::new);

  private final ExternalIds externalIds;
  private final @Nullable FieldPath modified;
  private final int status;
  private final TargetBuilder target;
  private final List<String> required;
  private final MatchKeys matchKeys;
  private final Deriving deriving;
  private final References references;
  private final RowReader reader;

  private RecordMapping(TaskSpec task, List<String> key, @Nullable String modified)
      throws MappingRefused {
    SourceLayout layout = new SourceLayout();
    this.externalIds = new ExternalIds(task.name(), key, layout);
    this.modified = modified == null ? null : layout.path(modified);
    this.status = layout.slot("status");
    boolean all = task.fields().isEmpty();
    this.target =
        all ? new TargetBuilder.CopyAll() : new TargetBuilder.Rules(task.fields(), layout);
    this.required = task.required();
    this.matchKeys = MatchKeys.of(task.dedupe());
    this.deriving = new Deriving(task.derive(), layout);
    this.references = new References(task.references(), layout);
    this.reader = new RowReader(layout, all || Deriving.copiesAll(task.derive()));
  }

  /**
   * Compiles a task's mapping.
   *
   * @param key the source field or fields of the external id, the source's own where the task names
   *     none; throws INVALID where there is none at all
   * @param modified the source field that tells when a record changed, or null
   */
  public static RecordMapping compile(TaskSpec task, List<String> key, @Nullable String modified) {
    try {
      return new RecordMapping(task, key, modified);
    } catch (MappingRefused | IllegalArgumentException e) {
      throw SynclineException.of(
              Category.INVALID, "the fields of task '" + task.name() + "': " + e.getMessage())
          .because(e);
    }
  }

  /** Maps one record, given as JSON in UTF-8. */
  public Mapped map(byte[] json, int offset, int length) throws MappingRefused {
    SourceRow row = reader.read(json, offset, length);
    String externalId = externalIds.of(row);
    try {
      return map(externalId, row);
    } catch (MappingRefused refused) {
      throw refused.ofRecord(externalId, status(row), modifiedOrNull(row));
    }
  }

  /** A record's external id; null where it has none, or cannot be read. */
  public @Nullable String externalId(byte[] json, int offset, int length) {
    try {
      return externalIds.of(reader.read(json, offset, length));
    } catch (MappingRefused refused) {
      return null;
    }
  }

  private @Nullable Instant modifiedOrNull(SourceRow row) {
    Object value = modified == null ? null : modified.value(row);
    return Values.isBlank(value) ? null : Timestamps.parse(value);
  }

  private Mapped map(String externalId, SourceRow row) throws MappingRefused {
    TargetRow record = target.build(row);
    for (String field : required) {
      if (Values.isBlank(record.value(field))) {
        throw MappingRefused.of(
            MappingRefused.REQUIRED_MISSING,
            "field '" + field + "' is required and is missing or blank");
      }
    }
    CanonicalJson out = JSON.get();
    out.reset();
    record.write(out);
    byte[] data = out.copy();
    UUID hash = Hashes.uuid(out.array(), 0, out.length());
    return new Mapped(
        externalId,
        data,
        hash,
        modified(row),
        status(row),
        matchKeys.of(record),
        deriving.of(externalId, row, out),
        references.of(row));
  }

  private @Nullable Instant modified(SourceRow row) throws MappingRefused {
    Object value = modified == null ? null : modified.value(row);
    if (Values.isBlank(value)) {
      return null;
    }
    Instant instant = Timestamps.parse(value);
    if (instant == null) {
      throw MappingRefused.badValue(value, "of the 'modified' field is no point in time");
    }
    return instant;
  }

  private @Nullable String status(SourceRow row) throws MappingRefused {
    Object value = row.value(status);
    boolean single = value instanceof String || value instanceof Long || value instanceof Boolean;
    return single ? Values.text(value) : null;
  }
}
