package dev.syncline.api.conflicts;

import dev.syncline.store.twoway.ConflictField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that systems changed differently.
 *
 * @param base what both had
 * @param source what the task's source holds
 * @param target what the other side holds
 * @param chosen source, target, value for a third one, or null while it is open
 * @param value what it became
 * @param strategy the one that it has
 */
public record ConflictingField(
    String field,
    JsonNode base,
    JsonNode source,
    JsonNode target,
    @Nullable String chosen,
    JsonNode value,
    String strategy) {

  /** As it is shown, of a conflict that was found at the task's source or elsewhere. */
  public static ConflictingField of(ConflictField field, boolean foundAtSource) {
    return new ConflictingField(
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
