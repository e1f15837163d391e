package dev.syncline.api.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syncline.store.record.ExternalId;
import dev.syncline.store.record.RecordLink;
import dev.syncline.store.record.RecordRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record.
 *
 * @param links to and from other records, where a single record is asked for
 * @param history its changes, newest first, where a single record is asked for
 */
record RecordView(
    UUID recordId,
    String entity,
    int version,
    JsonNode data,
    List<Id> externalIds,
    @Nullable Instant modifiedAt,
    Instant createdAt,
    Instant updatedAt,
    UUID createdBy,
    UUID updatedBy,
    @Nullable Instant deletedAt,
    @Nullable UUID mergedInto,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Link> links,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Change> history) {

  /** Its id in a system. */
  record Id(String connection, String resource, String externalId, Instant syncedAt) {
    static Id of(ExternalId id) {
      return new Id(id.connection(), id.resource(), id.externalId(), id.syncedAt());
    }
  }

  /**
   * A link.
   *
   * @param direction outgoing or incoming
   * @param entity the other record's
   * @param recordId the other record; null while it is pending
   * @param externalId the other record's, by which it is found
   * @param pending whether the other record is still to come
   */
  record Link(
      String type,
      String direction,
      String entity,
      @Nullable UUID recordId,
      String externalId,
      boolean pending) {
    static Link of(RecordLink link) {
      return new Link(
          link.type(),
          link.outgoing() ? "outgoing" : "incoming",
          link.entity(),
          link.recordId(),
          link.externalId(),
          link.pending());
    }
  }

  /**
   * A change.
   *
   * @param version the one it led to
   * @param syncId the run that made it
   * @param connection where the new values came from
   * @param by the person who made it by hand, or the strategy that decided between two changes
   */
  record Change(
      int version,
      String operation,
      UUID syncId,
      @Nullable String connection,
      @Nullable String externalId,
      @Nullable String by,
      Instant at,
      List<FieldChange> fields) {}

  static RecordView of(
      RecordRow row,
      List<ExternalId> externalIds,
      @Nullable List<RecordLink> links,
      @Nullable List<Change> history) {
    return new RecordView(
        row.recordId(),
        row.entity(),
        row.version(),
        JsonMapper.shared().readTree(row.data()),
        externalIds.stream().map(Id::of).toList(),
        row.modifiedAt(),
        row.createdAt(),
        row.updatedAt(),
        row.createdBy(),
        row.updatedBy(),
        row.deletedAt(),
        row.mergedInto(),
        links == null ? null : links.stream().map(Link::of).toList(),
        history);
  }
}
