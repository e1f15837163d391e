package dev.syncline.api.conflicts;

import dev.syncline.api.web.Decider;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.store.database.Range;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists conflicts of two-way tasks, takes decisions, and takes them back. */
@RestController
@RequestMapping("/api/conflicts")
@Tag(name = "conflicts", description = "Fields that changed in two systems")
class ConflictController {
  private final ConflictViews views;
  private final ConflictDecisions decisions;

  ConflictController(ConflictViews views, ConflictDecisions decisions) {
    this.views = views;
    this.decisions = decisions;
  }

  @GetMapping
  @Operation(summary = "List conflicts, the newest first")
  Listing<ConflictView> listConflicts(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    return views.list(tenant.id(), entity, status, range);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a conflict with the values of each field")
  ConflictView getConflict(Tenant tenant, @PathVariable String id) {
    return views.show(tenant.id(), id);
  }

  @PostMapping("/{id}/resolve")
  @Operation(
      summary = "Decide over every field of a conflict; what is lacking is delivered at once")
  ConflictView resolveConflict(
      Tenant tenant, Decider decider, @PathVariable String id, @RequestBody ResolveBody body) {
    decisions.resolve(views.find(tenant.id(), id), body.choices(), decider.name());
    return views.show(tenant.id(), id);
  }

  @PostMapping("/{id}/undo")
  @Operation(summary = "Put back the values that lost, as a new change that is delivered")
  ConflictView undoConflict(Tenant tenant, Decider decider, @PathVariable String id) {
    decisions.undo(views.find(tenant.id(), id), decider.name());
    return views.show(tenant.id(), id);
  }
}
