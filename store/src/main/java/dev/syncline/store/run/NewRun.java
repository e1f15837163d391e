package dev.syncline.store.run;

import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run about to be started.
 *
 * @param position its place among the children of its parent, from 0
 * @param claimsEntity whether it holds its entity; false for children of a parent of that entity
 */
public record NewRun(
    String tenant,
    UUID syncId,
    @Nullable UUID parentId,
    int position,
    String task,
    String entity,
    SyncMode mode,
    TriggerKind trigger,
    boolean dryRun,
    boolean claimsEntity,
    RunRequest request,
    @Nullable String idempotencyKey,
    String workflowId,
    Instant startedAt) {

  /** The same, limited to that. */
  public NewRun withRequest(RunRequest limited) {
    return new NewRun(
        tenant,
        syncId,
        parentId,
        position,
        task,
        entity,
        mode,
        trigger,
        dryRun,
        claimsEntity,
        limited,
        idempotencyKey,
        workflowId,
        startedAt);
  }

  /** The same as a part of a parent, which keeps the key for itself. */
  public NewRun under(@Nullable UUID parent, int place, boolean claims, String id) {
    return new NewRun(
        tenant,
        syncId,
        parent,
        place,
        task,
        entity,
        mode,
        trigger,
        dryRun,
        claims,
        request,
        parent == null ? idempotencyKey : null,
        id,
        startedAt);
  }
}
