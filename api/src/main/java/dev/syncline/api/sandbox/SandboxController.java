package dev.syncline.api.sandbox;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.store.database.Range;
import dev.syncline.store.sandbox.RecordedRequest;
import dev.syncline.store.sandbox.SandboxRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the requests that were recorded in place of being sent. */
@RestController
@Tag(name = "sandbox", description = "Deliveries that were recorded and never sent")
class SandboxController {
  private final SandboxRequests requests;

  SandboxController(SandboxRequests requests) {
    this.requests = requests;
  }

  /** A recorded request; secrets in its headers are masked. */
  record View(
      long id,
      String connection,
      String resource,
      @Nullable UUID syncId,
      String externalId,
      String effect,
      String method,
      String address,
      JsonNode headers,
      JsonNode body,
      Instant at) {
    static View of(RecordedRequest request) {
      return new View(
          request.id(),
          request.connection(),
          request.resource(),
          request.syncId(),
          request.externalId(),
          request.effect(),
          request.method(),
          request.address(),
          JsonMapper.shared().readTree(request.headers()),
          JsonMapper.shared().readTree(request.body()),
          request.at());
    }
  }

  @GetMapping("/api/sandbox/requests")
  @Operation(summary = "List the requests that were recorded, in the order of their sending")
  Listing<View> listSandboxRequests(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String connection,
      @RequestParam(name = "sync_id", required = false) @Nullable String syncId,
      Range range) {
    return Listing.of(
        requests
            .list(
                tenant.id(),
                Params.name("connection", connection),
                Params.idFilter("sync_id", syncId),
                range)
            .map(View::of),
        range);
  }
}
