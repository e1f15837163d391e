package dev.syncline.api.records;

import dev.syncline.api.web.Decider;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.control.link.Relinking;
import dev.syncline.control.link.SystemRow;
import dev.syncline.domain.Names;
import dev.syncline.store.record.ExternalId;
import dev.syncline.store.record.IdMap;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Corrects by hand which record a system's row belongs to. */
@RestController
@RequestMapping("/api/id-map")
@Tag(name = "records")
class LinkController {
  private final Relinking relinking;
  private final IdMap idMap;

  LinkController(Relinking relinking, IdMap idMap) {
    this.relinking = relinking;
    this.idMap = idMap;
  }

  @PutMapping
  @Operation(summary = "Make a system's row a record's; both are merged anew")
  ExternalId linkExternalId(Tenant tenant, Decider decider, @RequestBody LinkBody body) {
    SystemRow row =
        row(tenant, body.entity(), body.connection(), body.resource(), body.externalId());
    String named = given("record_id", body.recordId());
    UUID record = Params.uuid(named).orElseThrow(() -> Params.invalid("record_id must be a UUID"));
    String resource = relinking.link(row, record, decider.name());
    return idMap.of(tenant.id(), List.of(record)).stream()
        .filter(entry -> entry.connection().equals(row.connection()))
        .filter(entry -> entry.resource().equals(resource))
        .filter(entry -> entry.externalId().equals(row.externalId()))
        .findFirst()
        .orElseThrow(() -> Params.notFound("the link was removed again meanwhile"));
  }

  @DeleteMapping
  @Operation(summary = "Take a system's row from its record; its next read matches it anew")
  @ApiResponse(responseCode = "204", description = "They are linked no more")
  ResponseEntity<Void> unlinkExternalId(
      Tenant tenant,
      Decider decider,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String connection,
      @RequestParam(required = false) @Nullable String resource,
      @RequestParam(name = "external_id", required = false) @Nullable String externalId) {
    relinking.unlink(row(tenant, entity, connection, resource, externalId), decider.name());
    return ResponseEntity.noContent().build();
  }

  private static SystemRow row(
      Tenant tenant,
      @Nullable String entity,
      @Nullable String connection,
      @Nullable String resource,
      @Nullable String externalId) {
    return new SystemRow(
        tenant.id(),
        Names.require("entity", given("entity", entity)),
        Names.require("connection", given("connection", connection)),
        resource,
        given("external_id", externalId));
  }

  private static String given(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Params.invalid(name + " is missing");
    }
    return value;
  }
}
