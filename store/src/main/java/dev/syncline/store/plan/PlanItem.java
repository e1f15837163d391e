package dev.syncline.store.plan;

import dev.syncline.store.twoway.ConflictField;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one record.
 *
 * @param entity of a derived record, or null for one of the task's own
 * @param connection the system whose row it is
 * @param operation create, update, delete, merge, conflict, fail; unchanged where the record stays
 *     as it is though systems met, or its row is written
 * @param before its fields now, as JSON text; null where it does not exist yet
 * @param after its fields then; null where it would be gone
 * @param atSource whether the row is one of the task's source
 * @param conflicts fields that several systems changed, and who is right
 * @param deliveries what the systems of a two-way task would be written of it
 */
public record PlanItem(
    @Nullable String entity,
    String connection,
    String resource,
    @Nullable String externalId,
    @Nullable UUID recordId,
    String operation,
    @Nullable String before,
    @Nullable String after,
    @Nullable String message,
    boolean atSource,
    List<ConflictField> conflicts,
    List<PlannedDelivery> deliveries) {
  public PlanItem {
    conflicts = List.copyOf(conflicts);
    deliveries = List.copyOf(deliveries);
  }
}
