package dev.syncline.api.conflicts;

import dev.syncline.api.web.Decider;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.conflict.ConflictDecisions;
import dev.syncline.store.database.Range;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
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
  private final Conflicts conflicts;
  private final ConflictDecisions decisions;

  ConflictController(Conflicts conflicts, ConflictDecisions decisions) {
    this.conflicts = conflicts;
    this.decisions = decisions;
  }

  @GetMapping
  @Operation(summary = "List conflicts, the newest first")
  Listing<ConflictView> listConflicts(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    String named = Params.name("entity", entity);
    ConflictStatus wanted = Params.word("status", ConflictStatus.class, status);
    return Listing.of(
        conflicts.list(tenant.id(), named, wanted, range).map(ConflictView::of), range);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a conflict with the values of each field")
  ConflictView getConflict(Tenant tenant, @PathVariable String id) {
    return ConflictView.of(find(tenant, id));
  }

  @PostMapping("/{id}/resolve")
  @Operation(
      summary = "Decide over every field of a conflict; what is lacking is delivered at once")
  ConflictView resolveConflict(
      Tenant tenant, Decider decider, @PathVariable String id, @RequestBody ResolveBody body) {
    decisions.resolve(find(tenant, id), body.choices(), decider.name());
    return ConflictView.of(find(tenant, id));
  }

  @PostMapping("/{id}/undo")
  @Operation(summary = "Put back the values that lost, as a new change that is delivered")
  ConflictView undoConflict(Tenant tenant, Decider decider, @PathVariable String id) {
    decisions.undo(find(tenant, id), decider.name());
    return ConflictView.of(find(tenant, id));
  }

  private ConflictRow find(Tenant tenant, String id) {
    return conflicts
        .find(tenant.id(), Params.idInPath("conflict", id))
        .orElseThrow(() -> Params.notFound("there is no conflict with this id"));
  }
}
