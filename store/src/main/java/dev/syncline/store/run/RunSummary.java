package dev.syncline.store.run;

import dev.syncline.domain.RunStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it; a parent's numbers are the sums of its children.
 *
 * @param totalRecords how many records there are to read, or null while that is not known
 * @param recordsCompleted fetched records that did not fail
 */
public record RunSummary(
    UUID syncId,
    @Nullable UUID parentId,
    String entity,
    String task,
    String mode,
    String trigger,
    boolean dryRun,
    RunStatus status,
    @Nullable Long totalRecords,
    long recordsCompleted,
    long recordsFailed,
    @Nullable String error,
    @Nullable String errorCode,
    Instant startedAt,
    @Nullable Instant completedAt) {}
