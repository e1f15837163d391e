package dev.syncline.store.twoway;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one record that changed in a system and elsewhere since both were last in step.
 *
 * @param place the system whose row brought the incoming values
 * @param strategy of its fields, where they differ separated by commas
 * @param resolvedBy "strategy" and its word, agreement, or the person who decided
 * @param undone whether the decision was taken back
 * @param syncId the run that found it
 */
public record ConflictRow(
    UUID id,
    LegPlace place,
    UUID recordId,
    String externalId,
    String kind,
    String strategy,
    ConflictStatus status,
    List<ConflictField> fields,
    @Nullable String resolvedBy,
    @Nullable Instant resolvedAt,
    boolean undone,
    @Nullable String undoneBy,
    @Nullable Instant undoneAt,
    UUID syncId,
    Instant createdAt,
    Instant updatedAt) {

  public ConflictRow {
    fields = List.copyOf(fields);
  }

  /** Whether it is about a row that the system lost, whose record was edited since. */
  public boolean ofDeletion() {
    return kind.equals("delete");
  }

  /** Whether the incoming values are those of the task's source. */
  public boolean foundAtSource() {
    return place.leg() == 0;
  }
}
