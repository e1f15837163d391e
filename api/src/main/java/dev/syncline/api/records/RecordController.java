package dev.syncline.api.records;

import dev.syncline.api.web.Listing;
import dev.syncline.api.web.Params;
import dev.syncline.api.web.Tenant;
import dev.syncline.domain.Names;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import dev.syncline.store.record.ExternalId;
import dev.syncline.store.record.IdMap;
import dev.syncline.store.record.Links;
import dev.syncline.store.record.RecordRow;
import dev.syncline.store.record.Records;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows records. */
@RestController
@RequestMapping("/api")
@Tag(name = "records", description = "The canonical copies")
class RecordController {
  private final Records records;
  private final IdMap idMap;
  private final Links links;

  RecordController(Records records, IdMap idMap, Links links) {
    this.records = records;
    this.idMap = idMap;
    this.links = links;
  }

  @GetMapping("/records/{entity}")
  @Operation(summary = "List the records of an entity; with deleted=true its tombstones")
  Listing<RecordView> listRecords(
      Tenant tenant,
      @PathVariable String entity,
      @RequestParam(required = false) @Nullable String deleted,
      Range range) {
    Slice<RecordRow> rows =
        records.list(
            tenant.id(), Names.requireEntity(entity), Params.flag("deleted", deleted), range);
    List<UUID> ids = rows.items().stream().map(RecordRow::recordId).toList();
    Map<UUID, List<ExternalId>> externalIds =
        idMap.of(tenant.id(), ids).stream().collect(Collectors.groupingBy(ExternalId::recordId));
    return Listing.of(
        rows.map(
            row ->
                RecordView.of(
                    row, externalIds.getOrDefault(row.recordId(), List.of()), null, null)),
        range);
  }

  @GetMapping("/records/{entity}/{recordId}")
  @Operation(summary = "Show a record with its links and history; tombstones too")
  RecordView getRecord(Tenant tenant, @PathVariable String entity, @PathVariable String recordId) {
    UUID id = Params.idInPath("record", recordId);
    RecordRow row =
        records
            .find(tenant.id(), Names.requireEntity(entity), id)
            .orElseThrow(() -> Params.notFound("there is no record with this id"));
    return RecordView.of(
        row,
        idMap.of(tenant.id(), List.of(id)),
        links.of(tenant.id(), entity, id),
        RecordHistory.of(row, records.history(tenant.id(), entity, id, RecordHistory.SHOWN)));
  }

  @GetMapping("/id-map")
  @Operation(summary = "List which record has which id in which system")
  Listing<ExternalId> listIdMap(
      Tenant tenant,
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String connection,
      @RequestParam(name = "external_id", required = false) @Nullable String externalId,
      @RequestParam(name = "record_id", required = false) @Nullable String recordId,
      Range range) {
    IdMap.Filter filter =
        new IdMap.Filter(
            Params.name("entity", entity),
            Params.name("connection", connection),
            externalId,
            Params.idFilter("record_id", recordId));
    return Listing.of(idMap.list(tenant.id(), filter, range), range);
  }
}
