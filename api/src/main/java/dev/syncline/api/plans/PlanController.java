package dev.syncline.api.plans;

import dev.syncline.api.sync.QueuedRun;
import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.plan.PlanApplying;
import dev.syncline.store.database.Range;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what runs would do, and lets exactly that be done. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "plans", description = "What a dry run would do")
class PlanController {
  /** What a plan's items can be narrowed to. */
  enum PlannedOperation {
    CREATE,
    UPDATE,
    DELETE,
    MERGE,
    CONFLICT,
    FAIL,
    UNCHANGED
  }

  private final RunFinder finder;
  private final PlanViews views;
  private final PlanApplying applying;

  PlanController(RunFinder finder, PlanViews views, PlanApplying applying) {
    this.finder = finder;
    this.views = views;
    this.applying = applying;
  }

  @GetMapping("/{syncId}")
  @Operation(summary = "Show the plan of a dry run, or of a run that a gate stopped")
  PlanView getPlan(
      Tenant tenant,
      @PathVariable String syncId,
      @RequestParam(required = false) @Nullable String operation,
      Range range) {
    PlannedOperation wanted = Params.word("operation", PlannedOperation.class, operation);
    return views.of(
        finder.find(tenant.id(), syncId),
        wanted == null ? null : wanted.name().toLowerCase(Locale.ROOT),
        range);
  }

  @PostMapping("/{syncId}/apply")
  @Operation(summary = "Do exactly what a dry run's plan says")
  @ApiResponse(responseCode = "202", description = "The run that applies it is queued")
  ResponseEntity<QueuedRun> applyPlan(
      Tenant tenant,
      @PathVariable String syncId,
      @RequestBody(required = false) @Nullable ApplyBody body) {
    boolean confirmed = body != null && body.confirm();
    return QueuedRun.accepted(applying.apply(finder.find(tenant.id(), syncId), confirmed));
  }
}
