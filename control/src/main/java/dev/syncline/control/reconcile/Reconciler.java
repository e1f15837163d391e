package dev.syncline.control.reconcile;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.control.run.Engine;
import dev.syncline.control.run.FlowRestart;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.staging.Staging;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the runs that the database calls open with the engine, and heals either side: a run the
 * engine has forgotten is started again and goes on after its last window; a run whose workflow
 * ended without saying so is ended. Also wakes deliveries that rows wait for, and drops staging
 * that nobody will come back to, and plans that have been kept long enough.
 */
@Component
public class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  /** How long plans can be looked at after they were made, applied or dropped. */
  private static final Duration PLANS_KEPT = Duration.ofDays(30);

  private final Runs runs;
  private final OutboxRows outbox;
  private final Staging staging;
  private final Engine engine;
  private final DeliveryWaker waker;
  private final FlowRestart flows;
  private final Plans plans;
  private final Clock clock;

  public Reconciler(
      Runs runs,
      OutboxRows outbox,
      Staging staging,
      Engine engine,
      DeliveryWaker waker,
      FlowRestart flows,
      Plans plans,
      Clock clock) {
    this.runs = runs;
    this.outbox = outbox;
    this.staging = staging;
    this.engine = engine;
    this.waker = waker;
    this.flows = flows;
    this.plans = plans;
    this.clock = clock;
  }

  /** One round. Throws where database or engine do not answer; the next round tries again. */
  public void reconcile() {
    // Asked first: the staging of a run that starts from here on is not looked at.
    List<UUID> staged = staging.runsWithTables();
    List<RunRow> open = runs.open();
    for (RunRow run : open) {
      if (!engine.justEntered(run)) {
        heal(run);
      }
    }
    outbox.waitingConnections().forEach(w -> waker.wake(w.tenant(), w.connection()));
    sweep(staged, open);
    plans.forgetBefore(clock.instant().minus(PLANS_KEPT));
  }

  private void heal(RunRow run) {
    if (run.parentId() != null) {
      healChild(run, run.parentId());
      return;
    }
    switch (engine.liveness(run)) {
      case RUNNING -> {}
      // One that was approved has ended once, when it began to wait.
      case ENDED -> {
        if (run.status() == RunStatus.QUEUED && approved(run)) {
          engine.restart(run);
          return;
        }
        log.warn("run {} is open and its workflow has ended", run.syncId());
        engine.endIfDead(run);
      }
      case UNKNOWN -> restart(run);
    }
  }

  private void restart(RunRow run) {
    List<RunRow> children = runs.children(run.tenant(), run.syncId());
    if (children.isEmpty()) {
      engine.restart(run);
    } else {
      flows.restart(run, children);
    }
  }

  private void healChild(RunRow child, UUID parent) {
    boolean parentOpen =
        runs.find(child.tenant(), parent).map(row -> row.status().open()).orElse(false);
    if (parentOpen) {
      return;
    }
    // One that was approved goes on without its parent.
    if (approved(child) && engine.liveness(child) != Engine.Liveness.RUNNING) {
      engine.restart(child);
    } else {
      engine.endIfDead(child);
    }
  }

  private boolean approved(RunRow run) {
    return plans
        .find(run.tenant(), run.syncId())
        .filter(plan -> plan.status() == PlanStatus.APPLYING && !plan.reasons().isEmpty())
        .isPresent();
  }

  private void sweep(List<UUID> staged, List<RunRow> open) {
    Set<UUID> busy = new HashSet<>();
    open.forEach(run -> busy.add(run.syncId()));
    for (UUID run : staged) {
      if (!busy.contains(run)) {
        staging.dropAll(run);
      }
    }
  }
}
