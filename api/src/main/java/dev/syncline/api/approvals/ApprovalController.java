package dev.syncline.api.approvals;

import dev.syncline.api.sync.QueuedRun;
import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.sync.RunView;
import dev.syncline.api.sync.RunViews;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.plan.Approvals;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the runs that wait for a person, and takes the decisions. */
@RestController
@RequestMapping("/api/approvals")
@Tag(name = "approvals", description = "Runs that a gate stopped before their first write")
class ApprovalController {
  private final ApprovalViews waiting;
  private final RunFinder finder;
  private final RunViews views;
  private final Approvals approvals;

  ApprovalController(ApprovalViews waiting, RunFinder finder, RunViews views, Approvals approvals) {
    this.waiting = waiting;
    this.finder = finder;
    this.views = views;
    this.approvals = approvals;
  }

  @GetMapping
  @Operation(summary = "List the runs that wait for a decision, the oldest first")
  Listing<ApprovalView> listApprovals(Tenant tenant, Range range) {
    return waiting.list(tenant.id(), range);
  }

  @PostMapping("/{syncId}/approve")
  @Operation(summary = "Let a run go on and apply its plan, under the same sync_id")
  @ApiResponse(responseCode = "202", description = "The run goes on")
  ResponseEntity<RunView> approve(Tenant tenant, @PathVariable String syncId) {
    RunRow run = finder.find(tenant.id(), syncId);
    approvals.approve(run);
    return ResponseEntity.accepted()
        .location(QueuedRun.location(run.syncId()))
        .body(views.of(finder.find(tenant.id(), syncId)));
  }

  @PostMapping("/{syncId}/reject")
  @Operation(summary = "Cancel a run that waits; nothing of it was written")
  RunView reject(Tenant tenant, @PathVariable String syncId) {
    approvals.reject(finder.find(tenant.id(), syncId));
    return views.of(finder.find(tenant.id(), syncId));
  }
}
