package dev.syncline.activities.merge;

import dev.syncline.definitions.ConflictSpec.Strategy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that changed on both sides, differently.
 *
 * @param base what the system last showed
 * @param strategy the one that decided
 * @param value what the record holds now
 */
public record FieldConflict(
    String field,
    @Nullable JsonNode base,
    @Nullable JsonNode record,
    @Nullable JsonNode incoming,
    Strategy strategy,
    Chosen chosen,
    @Nullable JsonNode value) {

  /** Whose value it became. */
  public enum Chosen {
    RECORD,
    INCOMING,
    /** A value made of both. */
    MERGED,
    /** Nobody's: a person decides. */
    OPEN
  }
}
