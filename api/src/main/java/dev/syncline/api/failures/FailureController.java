package dev.syncline.api.failures;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.store.database.Range;
import dev.syncline.store.failure.FailureRow;
import dev.syncline.store.failure.FailureStatus;
import dev.syncline.store.failure.Failures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lists quarantined records and settles them. */
@RestController
@RequestMapping("/api/sync")
@Tag(name = "failures", description = "Quarantined records")
class FailureController {
  private final Failures failures;
  private final FailureRetry retry;

  FailureController(Failures failures, FailureRetry retry) {
    this.failures = failures;
    this.retry = retry;
  }

  @GetMapping("/failures")
  @Operation(summary = "List quarantined records, the last updated first")
  Listing<FailureView> listFailures(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String status,
      Range range) {
    String named = Params.name("entity", entity);
    FailureStatus wanted = Params.word("status", FailureStatus.class, status);
    return Listing.of(failures.list(tenant.id(), named, wanted, range).map(FailureView::of), range);
  }

  @GetMapping("/failures/{id}")
  @Operation(summary = "Show a quarantined record with its payload")
  FailureView getFailure(Tenant tenant, @PathVariable String id) {
    return FailureView.of(find(tenant, id));
  }

  @PostMapping("/retry")
  @Operation(summary = "Retry failed records: all, those of an entity, or chosen ones")
  @ApiResponse(responseCode = "202", description = "How many are tried again, and in which run")
  ResponseEntity<QueuedRetry> retryFailures(
      Tenant tenant, @RequestBody(required = false) @Nullable RetryBody body) {
    RetryBody wanted = body == null ? RetryBody.ALL : body;
    String entity = Params.name("entity", wanted.entity());
    return retry.all(tenant.id(), entity, ids(wanted.recordIds())).accepted();
  }

  private static @Nullable List<UUID> ids(@Nullable List<String> texts) {
    return texts == null
        ? null
        : texts.stream()
            .map(
                text ->
                    Params.uuid(text)
                        .orElseThrow(
                            () -> Params.invalid("record_ids must be ids of failures (UUIDs)")))
            .toList();
  }

  @PostMapping("/failures/{id}/retry")
  @Operation(summary = "Retry one failed record, with an edited payload if one is given")
  @ApiResponse(responseCode = "202", description = "The record is tried again")
  ResponseEntity<QueuedRetry> retryFailure(
      Tenant tenant,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable PayloadBody body) {
    FailureRow failure = find(tenant, id);
    return retry.one(tenant.id(), failure, payload(body)).accepted();
  }

  private static @Nullable String payload(@Nullable PayloadBody body) {
    JsonNode payload = body == null ? null : body.payload();
    if (payload == null || payload.isNull()) {
      return null;
    }
    if (!payload.isObject()) {
      throw Params.invalid("payload must be an object: the source record");
    }
    return payload.toString();
  }

  @PostMapping("/failures/{id}/ignore")
  @Operation(summary = "Settle a failed record without another attempt")
  FailureView ignoreFailure(Tenant tenant, @PathVariable String id) {
    FailureRow failure = find(tenant, id);
    if (!failures.ignore(tenant.id(), failure.id())) {
      throw FailureRetry.notFailed(failure.id(), find(tenant, id).status().word());
    }
    return FailureView.of(find(tenant, id));
  }

  private FailureRow find(Tenant tenant, String id) {
    UUID known = Params.idInPath("failure", id);
    return failures
        .find(tenant.id(), known)
        .orElseThrow(() -> Params.notFound("there is no failure with this id"));
  }
}
