package dev.syncline.api.sync;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.plan.Approvals;
import dev.syncline.control.run.RunCanceller;
import dev.syncline.domain.Names;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunQueries;
import dev.syncline.store.run.RunRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Triggers syncs and shows how they go. */
@RestController
@RequestMapping("/api/sync")
@Tag(name = "sync", description = "Starting and watching runs")
class SyncController {
  private final Trigger trigger;
  private final RunFinder finder;
  private final RunViews views;
  private final RunQueries queries;
  private final RunCanceller canceller;
  private final Approvals approvals;

  SyncController(
      Trigger trigger,
      RunFinder finder,
      RunViews views,
      RunQueries queries,
      RunCanceller canceller,
      Approvals approvals) {
    this.trigger = trigger;
    this.finder = finder;
    this.views = views;
    this.queries = queries;
    this.canceller = canceller;
    this.approvals = approvals;
  }

  @PostMapping("/{entity}")
  @Operation(summary = "Sync an entity")
  @ApiResponse(responseCode = "202", description = "The run is queued")
  ResponseEntity<QueuedRun> triggerSync(
      Tenant tenant,
      @PathVariable String entity,
      @RequestBody(required = false) @Nullable TriggerBody body) {
    TriggerBody wanted = body == null ? TriggerBody.EMPTY : body;
    return QueuedRun.accepted(
        trigger.start(tenant.id(), Names.requireEntity(entity), wanted.task(), wanted));
  }

  @GetMapping("/status")
  @Operation(summary = "List runs, newest first")
  Listing<RunListed> listRuns(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    String named = Params.name("entity", entity);
    RunStatus wanted = Params.word("status", RunStatus.class, status);
    return Listing.of(queries.list(tenant.id(), named, wanted, range).map(RunListed::of), range);
  }

  @GetMapping("/status/{syncId}")
  @Operation(summary = "Show a run, by its sync_id or idempotency key, with its records")
  RunView getRunStatus(
      Tenant tenant,
      @PathVariable String syncId,
      @RequestParam(name = "records_status", required = false) @Nullable String recordsStatus,
      @RequestParam(name = "records_limit", required = false) @Nullable String limit,
      @RequestParam(name = "records_offset", required = false) @Nullable String offset) {
    Range range = Params.range("records_limit", limit, "records_offset", offset);
    ItemStatus wanted = Params.word("records_status", ItemStatus.class, recordsStatus);
    return views.withRecords(finder.find(tenant.id(), syncId), wanted, range);
  }

  @PostMapping("/status/{syncId}/cancel")
  @Operation(summary = "Cancel a run; what was committed stays")
  @ApiResponse(responseCode = "202", description = "The run was asked to stop")
  ResponseEntity<RunView> cancelRun(Tenant tenant, @PathVariable String syncId) {
    RunRow run = finder.find(tenant.id(), syncId);
    if (run.status() == RunStatus.WAITING_APPROVAL) {
      approvals.reject(run);
    } else {
      canceller.cancel(tenant.id(), run.syncId());
    }
    return ResponseEntity.accepted()
        .location(QueuedRun.location(run.syncId()))
        .body(views.of(finder.find(tenant.id(), syncId)));
  }
}
