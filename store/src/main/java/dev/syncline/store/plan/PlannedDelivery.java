package dev.syncline.store.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a system would be written of a record.
 *
 * @param externalId the row there; null where it is created
 * @param operation create, update or delete
 * @param fields the record's fields that it is written; none where it is deleted
 */
public record PlannedDelivery(
    String connection,
    String resource,
    @JsonProperty("external_id") @Nullable String externalId,
    String operation,
    List<String> fields) {
  public PlannedDelivery {
    fields = List.copyOf(fields);
  }
}
