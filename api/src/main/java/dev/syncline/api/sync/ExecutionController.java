package dev.syncline.api.sync;

import dev.syncline.api.web.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs by the name that task-oriented callers know them by. */
@RestController
@RequestMapping("/api/executions")
@Tag(name = "executions", description = "Single runs and their repetition")
class ExecutionController {
  private final RunFinder finder;
  private final RunViews views;
  private final Repeat repeat;

  ExecutionController(RunFinder finder, RunViews views, Repeat repeat) {
    this.finder = finder;
    this.views = views;
    this.repeat = repeat;
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a run")
  RunView getExecution(Tenant tenant, @PathVariable String id) {
    return views.of(finder.find(tenant.id(), id));
  }

  @PostMapping("/{id}/retry")
  @Operation(summary = "Run the same task with the same request again")
  @ApiResponse(responseCode = "202", description = "The new run is queued")
  ResponseEntity<QueuedRun> retryExecution(Tenant tenant, @PathVariable String id) {
    return QueuedRun.accepted(repeat.start(finder.find(tenant.id(), id)));
  }
}
