package dev.syncline.api.duplicates;

import dev.syncline.api.web.Decider;
import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.duplicate.PairDecisions;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists pairs of records that may be one, and decides them. */
@RestController
@RequestMapping("/api/duplicates")
@Tag(name = "duplicates", description = "Pairs of records that may be one")
class DuplicateController {
  private final Duplicates duplicates;
  private final PairDecisions decisions;

  DuplicateController(Duplicates duplicates, PairDecisions decisions) {
    this.duplicates = duplicates;
    this.decisions = decisions;
  }

  @GetMapping
  @Operation(summary = "List pairs, the surest first")
  Listing<DuplicateView> listDuplicates(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    String named = Params.name("entity", entity);
    DuplicateStatus wanted = Params.word("status", DuplicateStatus.class, status);
    return Listing.of(
        duplicates.list(tenant.id(), named, wanted, range).map(DuplicateView::of), range);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a pair with the reasons field by field")
  DuplicateView getDuplicate(Tenant tenant, @PathVariable String id) {
    return DuplicateView.of(find(tenant, id));
  }

  @PostMapping("/{id}/merge")
  @Operation(summary = "Make both records one")
  DuplicateView mergeDuplicate(Tenant tenant, Decider decider, @PathVariable String id) {
    decisions.merge(tenant.id(), find(tenant, id), decider.name());
    return DuplicateView.of(find(tenant, id));
  }

  @PostMapping("/{id}/dismiss")
  @Operation(summary = "Keep both records apart for good")
  DuplicateView dismissDuplicate(Tenant tenant, Decider decider, @PathVariable String id) {
    DuplicateRow pair = find(tenant, id);
    if (!duplicates.dismiss(tenant.id(), pair.id(), decider.name())) {
      throw SynclineException.of(
          Category.CONFLICT,
          "the pair " + pair.id() + " is " + pair.status().word() + ", not open");
    }
    return DuplicateView.of(find(tenant, id));
  }

  @PostMapping("/{id}/unmerge")
  @Operation(summary = "Take a merged pair apart: both records are as their sources have them")
  DuplicateView unmergeDuplicate(Tenant tenant, Decider decider, @PathVariable String id) {
    decisions.unmerge(tenant.id(), find(tenant, id), decider.name());
    return DuplicateView.of(find(tenant, id));
  }

  private DuplicateRow find(Tenant tenant, String id) {
    return duplicates
        .find(tenant.id(), Params.idInPath("duplicate", id))
        .orElseThrow(() -> Params.notFound("there is no duplicate with this id"));
  }
}
