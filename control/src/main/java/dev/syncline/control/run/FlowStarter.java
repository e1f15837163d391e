package dev.syncline.control.run;

import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.task.StoredTask;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.flow.FlowInput;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Starts one run over chosen tasks: a single one by itself, several under a parent, whatever their
 * entities. Rows are written first and the workflow started under the entity's own id; the engine
 * refuses a second one, and then the rows are withdrawn.
 */
@Component
public class FlowStarter {
  /** What stands for the entity of a parent over several. */
  public static final String SEVERAL = "*";

  private final RunEntry entry;
  private final FlowOrder order;
  private final Engine engine;
  private final Clock clock;

  FlowStarter(RunEntry entry, FlowOrder order, Engine engine, Clock clock) {
    this.entry = entry;
    this.order = order;
    this.engine = engine;
    this.clock = clock;
  }

  /** One task of the flow and what of it is wanted. */
  public record Step(StoredTask task, RunRequest request) {}

  /**
   * Starts the tasks, those that others refer to first, one after the other. Of several, one whose
   * connection is not ready fails when its turn comes, and holds back only what depends on it.
   *
   * @throws SynclineException as {@link RunStarter#start} does
   */
  public StartedRun start(
      String tenant, List<Step> steps, SyncMode mode, TriggerKind trigger, boolean dryRun) {
    StartRequest request =
        new StartRequest(tenant, null, null, mode, trigger, dryRun, RunRequest.ALL, null);
    if (steps.size() == 1) {
      entry.requireReady(request, steps.get(0).task());
    }
    return startAll(request, steps);
  }

  /** The same request to each of the tasks: all or none. */
  StartedRun start(StartRequest request, List<StoredTask> tasks) {
    tasks.forEach(task -> entry.requireReady(request, task));
    return startAll(request, tasks.stream().map(t -> new Step(t, request.request())).toList());
  }

  private StartedRun startAll(StartRequest request, List<Step> steps) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (steps.size() > 1) {
      return startSeveral(request, order.sort(steps, Step::task), now);
    }
    StoredTask task = steps.get(0).task();
    NewRun run =
        run(request, task.name(), task.entity(), workflowId(task), now)
            .withRequest(steps.get(0).request());
    entry.enter(run);
    start(run, () -> engine.startSync(run.workflowId(), ref(run)));
    return new StartedRun(run.syncId(), run.entity(), run.mode(), now);
  }

  private StartedRun startSeveral(StartRequest request, List<Step> steps, Instant now) {
    Set<String> entities = new HashSet<>();
    steps.forEach(step -> entities.add(step.task().entity()));
    boolean one = entities.size() == 1;
    String entity = one ? steps.get(0).task().entity() : SEVERAL;
    NewRun plain = run(request, entity, entity, WorkflowIds.run(request.tenant(), entity), now);
    NewRun parent =
        one ? plain : plain.under(null, 0, false, WorkflowIds.flow(plain.tenant(), plain.syncId()));
    entry.enter(parent);
    start(
        parent,
        () ->
            engine.startFlow(
                parent.workflowId(),
                new FlowInput(ref(parent), children(request, parent, steps, now))));
    return new StartedRun(parent.syncId(), entity, parent.mode(), now);
  }

  private List<FlowInput.Step> children(
      StartRequest request, NewRun parent, List<Step> steps, Instant now) {
    Set<String> claimed = new HashSet<>();
    List<List<Integer>> after =
        FlowOrder.after(
            steps.stream()
                .map(Step::task)
                .map(task -> order.spec(task.name(), task.definition()))
                .toList());
    List<FlowInput.Step> children = new ArrayList<>();
    for (Step step : steps) {
      StoredTask task = step.task();
      boolean claims = !parent.claimsEntity() && claimed.add(task.entity());
      NewRun child =
          run(request, task.name(), task.entity(), workflowId(task), now)
              .withRequest(step.request())
              .under(
                  parent.syncId(),
                  children.size(),
                  claims,
                  claims
                      ? workflowId(task)
                      : WorkflowIds.child(task.tenant(), task.entity(), task.name()));
      entry.enter(child);
      children.add(
          new FlowInput.Step(
              ref(child), child.workflowId(), after.get(children.size()), task.name()));
    }
    return children;
  }

  @FunctionalInterface
  private interface EngineStart {
    void run() throws AlreadyRunning;
  }

  private void start(NewRun run, EngineStart start) {
    try {
      start.run();
    } catch (AlreadyRunning e) {
      entry.withdraw(run);
      throw entry.inProgress(run.tenant(), run.entity());
    } catch (SynclineException e) {
      entry.withdraw(run);
      throw e;
    }
  }

  private static NewRun run(
      StartRequest request, String task, String entity, String workflowId, Instant now) {
    return new NewRun(
        request.tenant(),
        UUID.randomUUID(),
        null,
        0,
        task,
        entity,
        request.mode(),
        request.trigger(),
        request.dryRun(),
        true,
        request.request(),
        request.idempotencyKey(),
        workflowId,
        now);
  }

  private static RunRef ref(NewRun run) {
    return new RunRef(run.tenant(), run.syncId());
  }

  private static String workflowId(StoredTask task) {
    return task.ofProject()
        ? WorkflowIds.project(task.tenant(), task.entity())
        : WorkflowIds.run(task.tenant(), task.entity());
  }
}
