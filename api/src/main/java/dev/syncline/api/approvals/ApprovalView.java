package dev.syncline.api.approvals;

import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run that waits for a decision.
 *
 * @param reasons which gates stopped it, in words
 * @param summary how many records each operation would touch
 * @param waitingSince when it was stopped
 */
public record ApprovalView(
    UUID syncId,
    String task,
    String entity,
    String mode,
    String trigger,
    String status,
    List<String> reasons,
    PlanSummary summary,
    PlanSummary derived,
    Instant startedAt,
    Instant waitingSince) {
  static ApprovalView of(StoredPlan plan, RunRow run) {
    return new ApprovalView(
        run.syncId(),
        run.task(),
        run.entity(),
        run.mode().word(),
        run.trigger().word(),
        run.status().word(),
        plan.reasons(),
        plan.summary(),
        plan.derived(),
        run.startedAt(),
        plan.updatedAt());
  }
}
