package dev.syncline.control.run;

import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is to be synced.
 *
 * @param entity the entity, or null where a task is named
 * @param task the task, or null for all tasks of the entity
 * @param idempotencyKey unique in its tenant, or null
 */
public record StartRequest(
    String tenant,
    @Nullable String entity,
    @Nullable String task,
    SyncMode mode,
    TriggerKind trigger,
    boolean dryRun,
    RunRequest request,
    @Nullable String idempotencyKey) {

  public static StartRequest ofEntity(String tenant, String entity, SyncMode mode) {
    return new StartRequest(
        tenant, entity, null, mode, TriggerKind.MANUAL, false, RunRequest.ALL, null);
  }

  public static StartRequest ofTask(String tenant, String task, SyncMode mode) {
    return new StartRequest(
        tenant, null, task, mode, TriggerKind.MANUAL, false, RunRequest.ALL, null);
  }
}
