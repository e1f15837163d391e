package dev.syncline.store.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A plan without its rows.
 *
 * @param syncId the run that made it
 * @param remapped whether the mapping changed since the task's last run
 * @param windows how many windows it has; 0 until it is whole
 * @param summary of the task's own records
 * @param derived of the records derived from them
 * @param deliveries of a two-way task: what its systems would be written
 * @param reasons which gates stopped it, or would stop a run that did the same, in words
 */
public record StoredPlan(
    String tenant,
    UUID syncId,
    String task,
    String entity,
    String connection,
    String resource,
    boolean dryRun,
    boolean remapped,
    PlanStatus status,
    int windows,
    PlanSummary summary,
    PlanSummary derived,
    List<String> reasons,
    List<SystemWrites> deliveries,
    Instant createdAt,
    Instant updatedAt) {
  public StoredPlan {
    reasons = List.copyOf(reasons);
    deliveries = List.copyOf(deliveries);
  }
}
