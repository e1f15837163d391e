package dev.syncline.api.sync;

import dev.syncline.store.run.RunSummary;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run in a list. */
public record RunListed(
    UUID syncId,
    @Nullable UUID parentId,
    String entity,
    String task,
    String mode,
    String trigger,
    boolean dryRun,
    String status,
    @Nullable Long totalRecords,
    long recordsCompleted,
    long recordsFailed,
    @Nullable String error,
    @Nullable String errorCode,
    @Nullable String errorType,
    Instant startedAt,
    @Nullable Instant completedAt) {

  static RunListed of(RunSummary run) {
    return new RunListed(
        run.syncId(),
        run.parentId(),
        run.entity(),
        run.task(),
        run.mode(),
        run.trigger(),
        run.dryRun(),
        run.status().word(),
        run.totalRecords(),
        run.recordsCompleted(),
        run.recordsFailed(),
        run.error(),
        run.errorCode(),
        RunView.errorType(run.status(), run.errorCode()),
        run.startedAt(),
        run.completedAt());
  }
}
