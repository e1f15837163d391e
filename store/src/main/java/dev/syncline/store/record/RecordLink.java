package dev.syncline.store.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link between a record and another.
 *
 * @param outgoing whether it leads from the record to the other
 * @param entity the other record's
 * @param recordId the other record; null for as long as it does not exist
 * @param externalId the other record's id in its system
 */
public record RecordLink(
    String type, boolean outgoing, String entity, @Nullable UUID recordId, String externalId) {

  /** Whether the other record is still to come. */
  public boolean pending() {
    return recordId == null;
  }
}
