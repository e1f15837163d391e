package dev.syncline.control.run;

import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.List;
import org.springframework.stereotype.Component;

/** Starts what a trigger asks for: one task, or all that fill an entity. */
@Component
public class RunStarter {
  private final Tasks tasks;
  private final RunEntry entry;
  private final FlowStarter flows;

  public RunStarter(Tasks tasks, RunEntry entry, FlowStarter flows) {
    this.tasks = tasks;
    this.entry = entry;
    this.flows = flows;
  }

  /**
   * Starts a run, or a parent with one run a task where the entity has several tasks.
   *
   * @throws SynclineException UNKNOWN_ENTITY (INVALID), NOT_FOUND for an unknown task, NOT_ENABLED,
   *     NOT_CONFIGURED, and CONFLICT with code DUPLICATE_REQUEST or SYNC_IN_PROGRESS, both naming
   *     the other run in their details
   */
  public StartedRun start(StartRequest request) {
    entry.requireFreshKey(request.tenant(), request.idempotencyKey());
    return flows.start(request, tasksOf(request));
  }

  /** As {@link #start(StartRequest)}, for tasks that the caller has chosen. */
  public StartedRun start(StartRequest request, List<StoredTask> chosen) {
    entry.requireFreshKey(request.tenant(), request.idempotencyKey());
    return flows.start(request, chosen);
  }

  private List<StoredTask> tasksOf(StartRequest request) {
    if (request.task() != null) {
      StoredTask task =
          tasks
              .find(request.tenant(), request.task())
              .orElseThrow(
                  () ->
                      SynclineException.of(
                          Category.NOT_FOUND, "there is no task '" + request.task() + "'"));
      if (request.entity() != null && !task.entity().equals(request.entity())) {
        throw SynclineException.of(
            Category.INVALID,
            "INVALID_REQUEST",
            "task '"
                + task.name()
                + "' fills '"
                + task.entity()
                + "', not '"
                + request.entity()
                + "'");
      }
      return List.of(task);
    }
    String entity = Names.requireEntity(String.valueOf(request.entity()));
    List<StoredTask> found = tasks.ofEntity(request.tenant(), entity);
    if (found.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID, "UNKNOWN_ENTITY", "no task fills the entity '" + entity + "'");
    }
    return found;
  }
}
