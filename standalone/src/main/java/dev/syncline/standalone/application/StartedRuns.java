package dev.syncline.standalone.application;

import dev.syncline.api.sync.RunFinder;
import dev.syncline.api.sync.RunViews;
import dev.syncline.control.reconcile.Reconciler;
import dev.syncline.control.run.FlowStarter;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The {@link RunDriver} on store, control and the API's view of runs. */
@Component
class StartedRuns implements RunDriver {
  private static final Logger log = LoggerFactory.getLogger(StartedRuns.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private static final Set<Category> NOT_READY =
      Set.of(Category.NOT_FOUND, Category.NOT_ENABLED, Category.NOT_CONFIGURED);

  private final Tasks tasks;
  private final Runs runs;
  private final Reconciler reconciler;
  private final FlowStarter starter;
  private final RunFinder finder;
  private final RunViews views;
  private final JsonMapper json;
  private final boolean ownEngine;
  private final Instant born;

  StartedRuns(
      Tasks tasks,
      Runs runs,
      Reconciler reconciler,
      FlowStarter starter,
      RunFinder finder,
      RunViews views,
      JsonMapper json,
      Clock clock,
      @Value("${syncline.engine.kind}") String engineKind) {
    this.tasks = tasks;
    this.runs = runs;
    this.reconciler = reconciler;
    this.starter = starter;
    this.finder = finder;
    this.views = views;
    this.json = json;
    this.ownEngine = !engineKind.equals("external");
    this.born = clock.instant();
  }

  @Override
  public List<UUID> start(RunOrder order) {
    List<FlowStarter.Step> steps =
        order.tasks().stream()
            .map(
                name ->
                    new FlowStarter.Step(
                        tasks
                            .find(order.tenant(), name)
                            .orElseThrow(
                                () ->
                                    SynclineException.of(
                                        Category.NOT_FOUND, "there is no task '" + name + "'")),
                        RunRequest.ALL))
            .toList();
    if (ownEngine) {
      reconciler.reconcile();
    }
    steps.forEach(step -> awaitInterrupted(order.tenant(), step.task().entity()));
    UUID started = start(order, steps);
    List<UUID> children =
        runs.children(order.tenant(), started).stream().map(RunRow::syncId).toList();
    return children.isEmpty() ? List.of(started) : children;
  }

  /** The run; also where preflight refused it, since the attempt stands in the history. */
  private UUID start(RunOrder order, List<FlowStarter.Step> steps) {
    try {
      return starter
          .start(order.tenant(), steps, order.mode(), TriggerKind.MANUAL, order.dryRun())
          .syncId();
    } catch (SynclineException e) {
      if (NOT_READY.contains(e.category()) && e.details().get("sync_id") instanceof String id) {
        return UUID.fromString(id);
      }
      throw e;
    }
  }

  /**
   * A run that a killed process left behind goes on as soon as there is a worker again; ours
   * follows it.
   */
  private void awaitInterrupted(String tenant, String entity) {
    boolean said = false;
    while (ownEngine && runs.openOf(tenant, entity).filter(this::interrupted).isPresent()) {
      if (!said) {
        log.warn("an interrupted run of '{}' goes on to its end first", entity);
        said = true;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean interrupted(RunRow run) {
    return run.startedAt().isBefore(born);
  }

  @Override
  public ObjectNode run(String tenant, UUID syncId) {
    return json.valueToTree(views.of(finder.find(tenant, syncId.toString())));
  }
}
