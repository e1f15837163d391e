package dev.syncline.api.conflicts;

import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conflict.
 *
 * @param connection the system whose row met other values, with its id there
 * @param kind edit, or delete where that system lost the row; its side has no values then
 * @param strategy of its fields, where they differ separated by commas
 * @param resolvedBy {@code strategy} and its word, {@code agreement} where both sides came to show
 *     the same, or who decided
 * @param undone whether the decision was taken back
 * @param syncId the run that found it last, and decided it where a strategy did
 */
public record ConflictView(
    UUID id,
    String entity,
    UUID recordId,
    String connection,
    String resource,
    String externalId,
    String kind,
    String strategy,
    String status,
    List<Field> fields,
    @Nullable String resolvedBy,
    @Nullable Instant resolvedAt,
    boolean undone,
    @Nullable String undoneBy,
    @Nullable Instant undoneAt,
    UUID syncId,
    Instant createdAt) {

  /**
   * A field.
   *
   * @param base what both had
   * @param source what the task's source holds
   * @param target what the other side holds
   * @param chosen source, target, value for a third one, or null while it is open
   * @param value what it became
   * @param strategy the one that it has
   */
  public record Field(
      String field,
      JsonNode base,
      JsonNode source,
      JsonNode target,
      @Nullable String chosen,
      JsonNode value,
      String strategy) {

    static Field of(ConflictField field, boolean foundAtSource) {
      return new Field(
          field.field(),
          field.base(),
          foundAtSource ? field.incoming() : field.record(),
          foundAtSource ? field.record() : field.incoming(),
          chosen(field.chosen(), foundAtSource),
          field.value(),
          field.strategy());
    }

    private static @Nullable String chosen(@Nullable String stored, boolean foundAtSource) {
      if (stored == null) {
        return null;
      }
      return switch (stored) {
        case ConflictField.INCOMING -> foundAtSource ? "source" : "target";
        case ConflictField.RECORD -> foundAtSource ? "target" : "source";
        default -> "value";
      };
    }
  }

  static ConflictView of(ConflictRow row) {
    return new ConflictView(
        row.id(),
        row.place().entity(),
        row.recordId(),
        row.place().connection(),
        row.place().resource(),
        row.externalId(),
        row.kind(),
        row.strategy(),
        row.status().word(),
        row.fields().stream().map(f -> Field.of(f, row.foundAtSource())).toList(),
        row.resolvedBy(),
        row.resolvedAt(),
        row.undone(),
        row.undoneBy(),
        row.undoneAt(),
        row.syncId(),
        row.createdAt());
  }
}
