package dev.syncline.control.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Readiness;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.flow.FlowInput;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts one run over chosen tasks: a parent with a child for each, whatever their entities. */
@Component
public class FlowStarter {
  /** What stands for the entity of a parent over several. */
  public static final String SEVERAL = "*";

  private final RunStarter starter;
  private final Runs runs;
  private final Preflight preflight;
  private final RefusedRuns refused;
  private final Engine engine;
  private final Clock clock;

  FlowStarter(
      RunStarter starter,
      Runs runs,
      Preflight preflight,
      RefusedRuns refused,
      Engine engine,
      Clock clock) {
    this.starter = starter;
    this.runs = runs;
    this.preflight = preflight;
    this.refused = refused;
    this.engine = engine;
    this.clock = clock;
  }

  /** One task of the flow and what of it is wanted. */
  public record Step(StoredTask task, RunRequest request) {}

  /**
   * Starts the tasks, one after the other; a single one without a parent. All or none: where one
   * cannot start, none does.
   *
   * @throws SynclineException as {@link RunStarter#start} does
   */
  public StartedRun start(
      String tenant, List<Step> steps, SyncMode mode, TriggerKind trigger, boolean dryRun) {
    if (steps.size() == 1) {
      return starter.start(request(tenant, steps.get(0), mode, trigger, dryRun));
    }
    requireReady(tenant, steps, mode, trigger, dryRun);
    NewRun parent = parent(tenant, steps, mode, trigger, dryRun);
    UUID id = parent.syncId();
    try {
      starter.enter(parent, request(tenant, steps.get(0), mode, trigger, dryRun));
      engine.startFlow(
          parent.workflowId(), new FlowInput(new RunRef(tenant, id), children(parent, steps)));
    } catch (AlreadyRunning e) {
      runs.withdraw(tenant, id);
      throw starter.inProgress(tenant, parent.entity());
    } catch (SynclineException e) {
      runs.withdraw(tenant, id);
      throw e;
    }
    return new StartedRun(id, parent.entity(), mode, parent.startedAt());
  }

  private void requireReady(
      String tenant, List<Step> steps, SyncMode mode, TriggerKind trigger, boolean dryRun) {
    for (Step step : steps) {
      Readiness readiness = preflight.configured(tenant, step.task().connection());
      if (readiness != Readiness.READY) {
        throw refused.record(request(tenant, step, mode, trigger, dryRun), step.task(), readiness);
      }
    }
  }

  private NewRun parent(
      String tenant, List<Step> steps, SyncMode mode, TriggerKind trigger, boolean dryRun) {
    Set<String> entities = new HashSet<>();
    steps.forEach(step -> entities.add(step.task().entity()));
    boolean one = entities.size() == 1;
    String entity = one ? steps.get(0).task().entity() : SEVERAL;
    UUID id = UUID.randomUUID();
    return new NewRun(
        tenant,
        id,
        null,
        entity,
        entity,
        mode,
        trigger,
        dryRun,
        one,
        RunRequest.ALL,
        null,
        one ? WorkflowIds.run(tenant, entity) : WorkflowIds.flow(tenant, id),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private List<FlowInput.Step> children(NewRun parent, List<Step> steps) {
    Set<String> claimed = new HashSet<>();
    List<FlowInput.Step> children = new ArrayList<>();
    for (Step step : steps) {
      StoredTask task = step.task();
      boolean claims = !parent.claimsEntity() && claimed.add(task.entity());
      NewRun child =
          new NewRun(
              parent.tenant(),
              UUID.randomUUID(),
              parent.syncId(),
              task.name(),
              task.entity(),
              parent.mode(),
              parent.trigger(),
              parent.dryRun(),
              claims,
              step.request(),
              null,
              workflowId(task, claims),
              parent.startedAt());
      starter.enter(
          child, request(parent.tenant(), step, parent.mode(), parent.trigger(), parent.dryRun()));
      children.add(
          new FlowInput.Step(
              new RunRef(child.tenant(), child.syncId()), child.workflowId(), List.of()));
    }
    return children;
  }

  private static String workflowId(StoredTask task, boolean claims) {
    if (!claims) {
      return WorkflowIds.child(task.tenant(), task.entity(), task.name());
    }
    return task.ofProject()
        ? WorkflowIds.project(task.tenant(), task.entity())
        : WorkflowIds.run(task.tenant(), task.entity());
  }

  private static StartRequest request(
      String tenant, Step step, SyncMode mode, TriggerKind trigger, boolean dryRun) {
    return new StartRequest(
        tenant,
        step.task().entity(),
        step.task().name(),
        mode,
        trigger,
        dryRun,
        step.request(),
        null);
  }
}
