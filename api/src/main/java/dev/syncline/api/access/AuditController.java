package dev.syncline.api.access;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Tenant;
import dev.syncline.store.audit.AuditEntry;
import dev.syncline.store.audit.AuditTrail;
import dev.syncline.store.database.Range;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit trail to admins. */
@RestController
@Tag(name = "audit", description = "Who changed what")
class AuditController {
  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @GetMapping("/api/audit")
  @Operation(summary = "List the calls that changed something or were to, newest first")
  Listing<AuditEntry> listAudit(
      Tenant tenant, @RequestParam(required = false) @Nullable String actor, Range range) {
    return Listing.of(trail.list(tenant.id(), actor, range), range);
  }
}
