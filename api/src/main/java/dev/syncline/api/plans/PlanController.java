package dev.syncline.api.plans;

import dev.syncline.api.records.FieldChange;
import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.store.database.Range;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what dry runs found. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "plans", description = "What a dry run would do")
class PlanController {
  private static final List<String> OPERATIONS =
      List.of("create", "update", "delete", "merge", "conflict", "unchanged", "fail");

  private final RunFinder finder;
  private final Runs runs;
  private final Plans plans;

  PlanController(RunFinder finder, Runs runs, Plans plans) {
    this.finder = finder;
    this.runs = runs;
    this.plans = plans;
  }

  /**
   * @param summary how many records each operation would touch
   */
  record Plan(
      UUID planId,
      String entity,
      String status,
      Map<String, Long> summary,
      List<PlannedRecord> items,
      long total,
      int limit,
      long offset) {}

  /** What would become of one record. */
  record PlannedRecord(
      @Nullable String externalId,
      @Nullable UUID recordId,
      String operation,
      List<FieldChange> fields,
      @Nullable String message) {
    static PlannedRecord of(PlanItem item) {
      return new PlannedRecord(
          item.externalId(),
          item.recordId(),
          item.operation(),
          FieldChange.between(item.before(), item.after()),
          item.message());
    }
  }

  @GetMapping("/{syncId}")
  @Operation(summary = "Show the plan of a dry run")
  Plan getPlan(Tenant tenant, @PathVariable String syncId, Range range) {
    RunRow run = finder.find(tenant.id(), syncId);
    if (!run.dryRun()) {
      throw Params.notFound("this run was no dry run and has no plan");
    }
    List<RunRow> children = runs.children(tenant.id(), run.syncId());
    List<RunRow> parts = children.isEmpty() ? List.of(run) : children;
    List<UUID> ids = parts.stream().map(RunRow::syncId).toList();
    Map<String, Long> counted = plans.summary(tenant.id(), ids);
    return new Plan(
        run.syncId(),
        run.entity(),
        run.status().word(),
        summary(counted, parts),
        plans.items(tenant.id(), ids, range).stream().map(PlannedRecord::of).toList(),
        counted.values().stream().mapToLong(Long::longValue).sum(),
        range.limit(),
        range.offset());
  }

  /** The unchanged need not be listed one by one: their count stands on the run. */
  private static Map<String, Long> summary(Map<String, Long> counted, List<RunRow> parts) {
    Map<String, Long> summary = new LinkedHashMap<>();
    for (String operation : OPERATIONS) {
      summary.put(operation, counted.getOrDefault(operation, 0L));
    }
    long unchanged = parts.stream().mapToLong(part -> part.counts().unchanged()).sum();
    summary.merge("unchanged", unchanged, Math::max);
    return summary;
  }
}
