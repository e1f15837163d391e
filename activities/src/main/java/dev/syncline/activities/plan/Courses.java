package dev.syncline.activities.plan;

import dev.syncline.activities.run.RunContext;
import dev.syncline.control.plan.StalePlan;
import dev.syncline.definitions.GateSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.Staleness;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.state.SyncState;
import dev.syncline.store.state.SyncStates;
import dev.syncline.workflows.sync.Course;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Decides whether a run streams, plans, or applies a plan. */
@Component
public class Courses {
  private final Plans plans;
  private final Staleness staleness;
  private final SyncStates states;
  private final EmptySystems empty;

  public Courses(Plans plans, Staleness staleness, SyncStates states, EmptySystems empty) {
    this.plans = plans;
    this.staleness = staleness;
    this.states = states;
    this.empty = empty;
  }

  /**
   * How a run goes.
   *
   * @param windows how many windows the plan has that is applied
   */
  public record Chosen(Course course, int windows) {}

  /** Decides at the beginning; a run that goes on keeps to what it began. */
  public Chosen choose(RunRow run, RunContext context) {
    UUID applied = context.request().plan();
    if (applied != null) {
      return new Chosen(Course.APPLY, claim(run, applied).windows());
    }
    Optional<StoredPlan> plan = plans.find(run.tenant(), run.syncId());
    if (plan.isPresent()) {
      return plan.get().status() == PlanStatus.APPLYING
          ? new Chosen(Course.APPLY, plan.get().windows())
          : new Chosen(Course.PLAN, 0);
    }
    boolean begins = run.windows() == 0 && !run.readComplete();
    boolean remapped = begins && remapped(context);
    if (begins
        && (context.dryRun()
            || repeats(context)
            || needsTotals(context, attended(run), remapped))) {
      plans.open(context.origin(), context.dryRun(), remapped);
      return new Chosen(Course.PLAN, 0);
    }
    return new Chosen(Course.STREAM, 0);
  }

  private StoredPlan claim(RunRow run, UUID made) {
    StoredPlan plan =
        plans
            .find(run.tenant(), made)
            .orElseThrow(
                () -> SynclineException.of(Category.NOT_FOUND, "the plan is kept no longer"));
    // Of several plans that are applied together, the first may change what the next build upon.
    if (plan.status() == PlanStatus.READY && run.parentId() == null) {
      List<String> moved = staleness.moved(plan);
      if (!moved.isEmpty()) {
        throw StalePlan.moved(moved);
      }
    }
    if (!plans.claim(run.tenant(), made, run.syncId())) {
      throw StalePlan.used(plan.status());
    }
    return plan;
  }

  /** Whether a person asked for the run and sees what comes of it. */
  static boolean attended(RunRow run) {
    return run.trigger() != TriggerKind.SCHEDULE && run.trigger() != TriggerKind.WEBHOOK;
  }

  private boolean remapped(RunContext context) {
    return states
        .find(context.origin().tenant(), context.origin().task(), 0)
        .map(SyncState::fingerprint)
        .filter(known -> !known.equals(context.fingerprint()))
        .isPresent();
  }

  /**
   * Where the rows of one key stand far apart, none of them can be written before the last is read:
   * each run would write the first one's values and then the last one's.
   */
  private boolean repeats(RunContext context) {
    return !context.twoWay()
        && context.request().failures().isEmpty()
        && states
            .find(context.origin().tenant(), context.origin().task(), 0)
            .filter(SyncState::repeats)
            .isPresent();
  }

  private boolean needsTotals(RunContext context, boolean attended, boolean remapped) {
    GateSpec gates = context.task().gates();
    if (gates.off() || !context.request().failures().isEmpty()) {
      return false;
    }
    return gates.maxChanges().isPresent()
        || gates.maxUpdatePercent().isPresent()
        || context.removesMissing()
        || (gates.maxShrinkPercent().isPresent() && context.complete())
        || (remapped && (!attended || gates.maxRewritePercent().isPresent()))
        // What one system shows is merged before the next is read: one that is empty must be met
        // before that.
        || (context.twoWay() && empty.any(context));
  }
}
