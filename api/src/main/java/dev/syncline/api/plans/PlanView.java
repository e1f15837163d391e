package dev.syncline.api.plans;

import dev.syncline.api.conflicts.ConflictingField;
import dev.syncline.api.records.FieldChange;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.PlannedDelivery;
import dev.syncline.store.plan.SystemWrites;
import dev.syncline.store.twoway.ConflictField;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do.
 *
 * @param planId the run that made it
 * @param status planning, ready, waiting, applying, applied or dropped
 * @param summary how many of the task's own records each operation would touch
 * @param derived the same of the records derived from them
 * @param reasons which gates stopped it, or would stop a run that did the same, in words
 * @param deliveries of a two-way task: how many rows of each system would be created, updated and
 *     deleted
 * @param total how many items there are in all
 */
public record PlanView(
    UUID planId,
    String entity,
    String status,
    PlanSummary summary,
    PlanSummary derived,
    List<String> reasons,
    List<SystemWrites> deliveries,
    List<PlannedRecord> items,
    long total,
    int limit,
    long offset) {

  /**
   * What would become of one record.
   *
   * @param entity of a derived record; null for the task's own
   * @param connection the system whose row it is
   * @param operation create, update, delete, merge, conflict or fail; unchanged where the record
   *     stays as it is though systems met over it, or only its row is written
   * @param conflicts fields that several systems changed: who is right, or that a person decides
   * @param deliveries of a two-way task: what the systems would be written of the record, beside
   *     the last item that changes it
   */
  public record PlannedRecord(
      @Nullable String entity,
      String connection,
      String resource,
      @Nullable String externalId,
      @Nullable UUID recordId,
      String operation,
      List<FieldChange> fields,
      List<ConflictingField> conflicts,
      List<PlannedDelivery> deliveries,
      @Nullable String message) {
    static PlannedRecord of(PlanItem item) {
      return new PlannedRecord(
          item.entity(),
          item.connection(),
          item.resource(),
          item.externalId(),
          item.recordId(),
          item.operation(),
          FieldChange.between(item.before(), item.after(), names(item.conflicts())),
          item.conflicts().stream().map(f -> ConflictingField.of(f, item.atSource())).toList(),
          item.deliveries(),
          item.message());
    }

    private static List<String> names(List<ConflictField> conflicts) {
      return conflicts.stream().map(ConflictField::field).toList();
    }
  }
}
