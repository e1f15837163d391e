package dev.syncline.connectors.spi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record to write.
 *
 * @param idempotencyKey the same for every attempt at this command
 * @param kind whether the record is to stand there or be gone
 * @param externalId its id in the system, or null where it has none yet
 * @param fields the system's fields, by name; for a deletion the key fields
 * @param version the version we last saw, where the system has versions
 */
public record WriteCommand(
    String idempotencyKey,
    Kind kind,
    @Nullable String externalId,
    ObjectNode fields,
    @Nullable String version) {

  /** What the command asks for. */
  public enum Kind {
    UPSERT,
    DELETE
  }
}
