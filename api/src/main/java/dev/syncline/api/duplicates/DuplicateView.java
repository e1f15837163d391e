package dev.syncline.api.duplicates;

import dev.syncline.store.duplicate.DuplicateRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pair.
 *
 * @param score from 0 to 1: how likely both are one
 * @param decidedBy the person who merged, dismissed or unmerged it last; null where a run merged it
 * @param reasons each field with both values, their similarity and its weight in bits
 */
record DuplicateView(
    UUID id,
    String entity,
    String status,
    boolean automatic,
    double score,
    Side left,
    Side right,
    JsonNode reasons,
    @Nullable String decidedBy,
    Instant createdAt,
    Instant updatedAt) {

  /** A record of the pair; the left one stays when they are merged. */
  record Side(UUID recordId, JsonNode externalIds, JsonNode data) {
    static Side of(DuplicateRow.Side side) {
      JsonMapper json = JsonMapper.shared();
      return new Side(
          side.recordId(), json.readTree(side.externalIds()), json.readTree(side.data()));
    }
  }

  static DuplicateView of(DuplicateRow row) {
    return new DuplicateView(
        row.id(),
        row.entity(),
        row.status().word(),
        row.automatic(),
        row.score(),
        Side.of(row.left()),
        Side.of(row.right()),
        JsonMapper.shared().readTree(row.reasons()),
        row.decidedBy(),
        row.createdAt(),
        row.updatedAt());
  }
}
