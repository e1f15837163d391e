package dev.syncline.store.schedule;

import dev.syncline.domain.SyncMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is stored. It runs one task, or all tasks of an entity.
 *
 * @param managedBy the sync file that defines it, {@code task} where a posted task does, or null
 * @param nextAt when it is due next, or was and has not been fired; null while it is paused
 * @param mirrored how the engine's own Schedule looked when it was written; null where it has to be
 *     written
 * @param last what became of it the last time; null before the first
 */
public record ScheduleRow(
    String tenant,
    UUID id,
    @Nullable String name,
    @Nullable String entity,
    @Nullable String task,
    String cron,
    String timezone,
    SyncMode mode,
    boolean enabled,
    @Nullable String managedBy,
    @Nullable Instant nextAt,
    @Nullable String mirrored,
    boolean deleted,
    Instant createdAt,
    Instant updatedAt,
    @Nullable LastRun last) {

  /**
   * The last time a schedule was due.
   *
   * @param syncId the run, or null where there was none
   * @param status the run's own status by now, or {@code skipped}, {@code failed} or {@code
   *     starting} where there is no run
   */
  public record LastRun(@Nullable UUID syncId, String status, Instant at) {}
}
