package dev.syncline.store.run;

import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run about to be started.
 *
 * @param claimsEntity whether it holds its entity; false for children of a parent of that entity
 */
public record NewRun(
    String tenant,
    UUID syncId,
    @Nullable UUID parentId,
    String task,
    String entity,
    SyncMode mode,
    TriggerKind trigger,
    boolean dryRun,
    boolean claimsEntity,
    RunRequest request,
    @Nullable String idempotencyKey,
    String workflowId,
    Instant startedAt) {}
