package dev.syncline.store.duplicate;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pair of records.
 *
 * @param automatic whether it was merged by its score, not by a person
 * @param reasons JSON: field by field
 * @param decidedBy the person who merged, dismissed or unmerged it last
 */
public record DuplicateRow(
    UUID id,
    String entity,
    DuplicateStatus status,
    boolean automatic,
    double score,
    Side left,
    Side right,
    String reasons,
    @Nullable String decidedBy,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A record of the pair.
   *
   * @param externalIds JSON: its ids in other systems
   * @param data JSON: its values; for one that was merged away those it had before
   */
  public record Side(UUID recordId, String externalIds, String data) {}
}
