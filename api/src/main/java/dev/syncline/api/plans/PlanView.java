package dev.syncline.api.plans;

import dev.syncline.api.records.FieldChange;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.PlanSummary;
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
 * @param total how many items there are in all
 */
public record PlanView(
    UUID planId,
    String entity,
    String status,
    PlanSummary summary,
    PlanSummary derived,
    List<String> reasons,
    List<PlannedRecord> items,
    long total,
    int limit,
    long offset) {

  /**
   * What would become of one record.
   *
   * @param entity of a derived record; null for the task's own
   */
  public record PlannedRecord(
      @Nullable String entity,
      @Nullable String externalId,
      @Nullable UUID recordId,
      String operation,
      List<FieldChange> fields,
      @Nullable String message) {
    static PlannedRecord of(PlanItem item) {
      return new PlannedRecord(
          item.entity(),
          item.externalId(),
          item.recordId(),
          item.operation(),
          FieldChange.between(item.before(), item.after()),
          item.message());
    }
  }
}
