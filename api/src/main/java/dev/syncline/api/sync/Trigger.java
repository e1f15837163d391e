package dev.syncline.api.sync;

import dev.syncline.control.run.RunStarter;
import dev.syncline.control.run.StartRequest;
import dev.syncline.control.run.StartedRun;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.record.IdMap;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts runs by hand, asking for confirmation where many existing records are named. */
@Component
public class Trigger {
  /** As many records may be changed by hand without being asked. */
  static final int WITHOUT_CONFIRMATION = 10;

  private static final int SHOWN = 20;

  private final RunStarter starter;
  private final Runs runs;
  private final Tasks tasks;
  private final IdMap idMap;

  Trigger(RunStarter starter, Runs runs, Tasks tasks, IdMap idMap) {
    this.starter = starter;
    this.runs = runs;
    this.tasks = tasks;
    this.idMap = idMap;
  }

  /**
   * @param entity the entity, or null where the task alone is named
   * @param task the task, or null for all of the entity
   */
  public StartedRun start(
      String tenant, @Nullable String entity, @Nullable String task, TriggerBody body) {
    requireConfirmation(tenant, entity, task, body);
    return starter.start(
        new StartRequest(
            tenant,
            entity,
            task,
            body.modeOrFull(),
            TriggerKind.MANUAL,
            body.dryRun(),
            body.request(),
            body.idempotencyKey()));
  }

  private void requireConfirmation(
      String tenant, @Nullable String entity, @Nullable String task, TriggerBody body) {
    List<String> ids = body.idsOrNone();
    if (body.confirm() || body.dryRun() || ids.size() <= WITHOUT_CONFIRMATION) {
      return;
    }
    String key = body.idempotencyKey();
    if (key != null && runs.findByKey(tenant, key).isPresent()) {
      return; // a repeated request is told so, whatever it asks for
    }
    String named = entity == null ? entityOf(tenant, task) : entity;
    List<String> existing = named == null ? List.of() : idMap.existing(tenant, named, ids);
    if (existing.size() > WITHOUT_CONFIRMATION) {
      throw SynclineException.of(
              Category.INVALID,
              "CONFIRMATION_REQUIRED",
              "this would overwrite up to "
                  + existing.size()
                  + " existing records; send confirm: true if that is meant, or dry_run: true to see"
                  + " what would happen")
          .with(
              Map.of(
                  "operation",
                  "update",
                  "existing",
                  existing.size(),
                  "new",
                  ids.size() - existing.size(),
                  "ids",
                  existing.stream().limit(SHOWN).toList()));
    }
  }

  private @Nullable String entityOf(String tenant, @Nullable String task) {
    return task == null ? null : tasks.find(tenant, task).map(StoredTask::entity).orElse(null);
  }
}
