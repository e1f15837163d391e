package dev.syncline.control.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Readiness;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.flow.FlowInput;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Starts runs. The row is written first and the workflow started under the entity's own id; the
 * engine refuses a second one, and then the row is withdrawn.
 */
@Component
public class RunStarter {
  private final Runs runs;
  private final Tasks tasks;
  private final Preflight preflight;
  private final Engine engine;
  private final RefusedRuns refused;
  private final Clock clock;

  public RunStarter(
      Runs runs,
      Tasks tasks,
      Preflight preflight,
      Engine engine,
      RefusedRuns refused,
      Clock clock) {
    this.runs = runs;
    this.tasks = tasks;
    this.preflight = preflight;
    this.engine = engine;
    this.refused = refused;
    this.clock = clock;
  }

  /**
   * Starts a run, or a parent with one run a task where the entity has several tasks.
   *
   * @throws SynclineException UNKNOWN_ENTITY (INVALID), NOT_FOUND for an unknown task, NOT_ENABLED,
   *     NOT_CONFIGURED, and CONFLICT with code DUPLICATE_REQUEST or SYNC_IN_PROGRESS, both naming
   *     the other run in their details
   */
  public StartedRun start(StartRequest request) {
    refuseUsedKey(request);
    List<StoredTask> found = tasksOf(request);
    String entity = found.get(0).entity();
    for (StoredTask task : found) {
      Readiness readiness = preflight.configured(request.tenant(), task.connection());
      if (readiness != Readiness.READY) {
        throw refused.record(request, task, readiness);
      }
    }
    return found.size() == 1 ? startOne(request, found.get(0)) : startAll(request, entity, found);
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

  private StartedRun startOne(StartRequest request, StoredTask task) {
    NewRun run = newRun(request, task, UUID.randomUUID(), null, true, workflowId(task));
    enter(run, request);
    try {
      engine.startSync(run.workflowId(), new RunRef(run.tenant(), run.syncId()));
    } catch (AlreadyRunning e) {
      runs.withdraw(run.tenant(), run.syncId());
      throw inProgress(run.tenant(), run.entity());
    } catch (SynclineException e) {
      runs.withdraw(run.tenant(), run.syncId());
      throw e;
    }
    return new StartedRun(run.syncId(), run.entity(), run.mode(), run.startedAt());
  }

  private StartedRun startAll(StartRequest request, String entity, List<StoredTask> found) {
    UUID parentId = UUID.randomUUID();
    NewRun parent =
        new NewRun(
            request.tenant(),
            parentId,
            null,
            entity,
            entity,
            request.mode(),
            request.trigger(),
            request.dryRun(),
            true,
            request.request(),
            request.idempotencyKey(),
            WorkflowIds.run(request.tenant(), entity),
            now());
    enter(parent, request);
    List<FlowInput.Step> steps = new ArrayList<>();
    for (StoredTask task : found) {
      NewRun child =
          newRun(
              request,
              task,
              UUID.randomUUID(),
              parentId,
              false,
              WorkflowIds.child(request.tenant(), entity, task.name()));
      runs.enter(child);
      steps.add(
          new FlowInput.Step(
              new RunRef(child.tenant(), child.syncId()), child.workflowId(), List.of()));
    }
    try {
      engine.startFlow(
          parent.workflowId(), new FlowInput(new RunRef(parent.tenant(), parentId), steps));
    } catch (AlreadyRunning e) {
      runs.withdraw(parent.tenant(), parentId);
      throw inProgress(parent.tenant(), entity);
    } catch (SynclineException e) {
      runs.withdraw(parent.tenant(), parentId);
      throw e;
    }
    return new StartedRun(parentId, entity, parent.mode(), parent.startedAt());
  }

  /** Enters the run, or throws what stands in its way. */
  void enter(NewRun run, StartRequest request) {
    switch (runs.enter(run)) {
      case ENTERED -> {}
      case KEY_USED -> {
        refuseUsedKey(request);
        throw SynclineException.of(Category.CONFLICT, "DUPLICATE_REQUEST", "the key was used");
      }
      case ENTITY_BUSY -> {
        // The index is the last line; the engine is asked whether that run really goes on.
        boolean stale = runs.openOf(run.tenant(), run.entity()).map(engine::endIfDead).orElse(true);
        if (!stale || runs.enter(run) != Runs.Entry.ENTERED) {
          throw inProgress(run.tenant(), run.entity());
        }
      }
    }
  }

  private void refuseUsedKey(StartRequest request) {
    if (request.idempotencyKey() == null) {
      return;
    }
    runs.findByKey(request.tenant(), request.idempotencyKey())
        .ifPresent(
            earlier -> {
              throw SynclineException.of(
                      Category.CONFLICT,
                      "DUPLICATE_REQUEST",
                      "the idempotency key '" + request.idempotencyKey() + "' was used before")
                  .with(Map.of("sync_id", earlier.syncId().toString()));
            });
  }

  SynclineException inProgress(String tenant, String entity) {
    String holder = runs.openOf(tenant, entity).map(RunRow::syncId).map(UUID::toString).orElse("");
    return SynclineException.of(
            Category.CONFLICT,
            "SYNC_IN_PROGRESS",
            "a sync of '" + entity + "' is in progress; wait for it or cancel it")
        .with(holder.isEmpty() ? Map.of() : Map.of("sync_id", holder));
  }

  private NewRun newRun(
      StartRequest request,
      StoredTask task,
      UUID syncId,
      @Nullable UUID parent,
      boolean claims,
      String workflowId) {
    return new NewRun(
        request.tenant(),
        syncId,
        parent,
        task.name(),
        task.entity(),
        request.mode(),
        request.trigger(),
        request.dryRun(),
        claims,
        request.request(),
        parent == null ? request.idempotencyKey() : null,
        workflowId,
        now());
  }

  private static String workflowId(StoredTask task) {
    return task.ofProject()
        ? WorkflowIds.project(task.tenant(), task.entity())
        : WorkflowIds.run(task.tenant(), task.entity());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
