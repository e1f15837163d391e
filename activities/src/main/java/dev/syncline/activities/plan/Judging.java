package dev.syncline.activities.plan;

import dev.syncline.activities.plan.Gates.Evidence;
import dev.syncline.activities.resolve.FurtherRecords;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.upsert.MissingRecords;
import dev.syncline.definitions.Leg;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.PlannedRuns;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.window.Removal;
import dev.syncline.store.window.Sealing;
import dev.syncline.store.window.Sealing.OfSystem;
import dev.syncline.store.window.Sealing.Totals;
import dev.syncline.store.window.WindowOrigin;
import dev.syncline.store.window.WrittenSystem;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.Verdict;
import dev.syncline.workflows.sync.Verdict.Next;
import dev.syncline.workflows.sync.WindowRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a plan whole and lets it be applied, shown, or wait for a person. */
@Component
public class Judging {
  private final RunContexts contexts;
  private final Runs runs;
  private final PlannedRuns planned;
  private final Plans plans;
  private final Sealing sealing;
  private final Removal removal;
  private final MissingRecords missing;
  private final OutboxRows outbox;
  private final Staging staging;
  private final Database database;

  Judging(
      RunContexts contexts,
      Runs runs,
      PlannedRuns planned,
      Plans plans,
      Sealing sealing,
      Removal removal,
      MissingRecords missing,
      OutboxRows outbox,
      Staging staging,
      Database database) {
    this.contexts = contexts;
    this.runs = runs;
    this.planned = planned;
    this.plans = plans;
    this.sealing = sealing;
    this.removal = removal;
    this.missing = missing;
    this.outbox = outbox;
    this.staging = staging;
    this.database = database;
  }

  Verdict judge(WindowRef last) {
    RunContext context = contexts.of(last.run());
    StoredPlan plan = plan(last.run());
    return switch (plan.status()) {
      case PLANNING -> decide(context, plan, last.window());
      case APPLYING -> new Verdict(Next.APPLY, plan.windows());
      case WAITING -> new Verdict(Next.WAIT, 0);
      case READY, APPLIED, DROPPED -> new Verdict(Next.END, 0);
    };
  }

  StoredPlan plan(RunRef run) {
    return plans
        .find(run.tenant(), run.syncId())
        .orElseThrow(
            () -> SynclineException.of(Category.INTERNAL, "run " + run.syncId() + " has no plan"));
  }

  private Verdict decide(RunContext context, StoredPlan plan, int end) {
    WindowOrigin origin = context.origin();
    List<RunContext> systems = contexts.systems(new RunRef(origin.tenant(), origin.syncId()));
    if (context.removesMissing() && !sealing.anyWithoutKey(origin)) {
      for (RunContext system : systems) {
        sealing.removals(
            system.origin(),
            end + system.origin().leg(),
            missing.of(system),
            FurtherRecords.of(system),
            context.twoWay() ? MissingRecords.againstEdits(system) : null);
      }
    }
    return database.inTenant(
        origin.tenant(),
        () -> {
          Totals totals = sealing.seal(origin, end - 1);
          List<String> reasons = reasons(context, systems, plan, totals);
          // Of a plan that nobody is shown it need not be told.
          if (context.twoWay() && (context.dryRun() || !reasons.isEmpty())) {
            sealing.tellDeliveries(origin, end - 1, written(context));
          }
          if (context.dryRun()) {
            planned.count(origin.tenant(), origin.syncId(), totals);
            plans.ready(origin.tenant(), origin.syncId(), reasons);
            return new Verdict(Next.END, 0);
          }
          planned.rewind(origin.tenant(), origin.syncId(), totals.fetched());
          return reasons.isEmpty() ? apply(context, end - 1) : stop(context, reasons);
        });
  }

  /** How the systems of a two-way task are written. */
  private static List<WrittenSystem> written(RunContext context) {
    return Leg.of(context.whole()).stream()
        .map(
            leg ->
                new WrittenSystem(
                    leg.index(), leg.connection(), leg.resource(), leg.writtenFields()))
        .toList();
  }

  private List<String> reasons(
      RunContext context, List<RunContext> systems, StoredPlan plan, Totals totals) {
    WindowOrigin origin = context.origin();
    boolean attended = Courses.attended(runs.find(origin.tenant(), origin.syncId()).orElseThrow());
    Long lastRead = lastRead(context);
    if (!context.twoWay()) {
      return Gates.stop(
          context.task().gates(),
          new Evidence(
              totals.own(),
              totals.fetched(),
              totals.missing(),
              removal.extent(origin).all(),
              lastRead,
              plan.remapped(),
              attended));
    }
    List<Long> standing = systems.stream().map(s -> removal.extent(s.origin()).all()).toList();
    List<String> reasons =
        new ArrayList<>(
            Gates.stop(
                context.task().gates(),
                new Evidence(
                    totals.own(),
                    totals.fetched(),
                    0,
                    standing.stream().mapToLong(Long::longValue).sum(),
                    null,
                    plan.remapped(),
                    attended)));
    Map<Integer, OfSystem> shown =
        sealing.systems(origin).stream().collect(Collectors.toMap(OfSystem::leg, s -> s));
    for (RunContext system : systems) {
      int leg = system.origin().leg();
      OfSystem of = shown.getOrDefault(leg, new OfSystem(leg, 0, 0));
      reasons.addAll(
          Gates.stop(
              context.task().gates(),
              new Gates.OfSystem(
                  system.origin().connection(),
                  of.fetched(),
                  of.missing(),
                  standing.get(leg),
                  lastRead != null)));
    }
    return reasons;
  }

  /** Null where the two reads are not the same: one of a part, or of what changed. */
  private @Nullable Long lastRead(RunContext context) {
    return context.mode() == SyncMode.FULL && context.complete()
        ? planned.lastRead(
            context.origin().tenant(), context.origin().task(), context.origin().syncId())
        : null;
  }

  private Verdict apply(RunContext context, int windows) {
    WindowOrigin origin = context.origin();
    if (!context.targets().isEmpty()) {
      outbox.revive(origin.tenant(), origin.task(), origin.syncId(), context.request().failures());
    }
    plans.move(origin.tenant(), origin.syncId(), PlanStatus.PLANNING, PlanStatus.APPLYING);
    return new Verdict(Next.APPLY, windows);
  }

  private Verdict stop(RunContext context, List<String> reasons) {
    WindowOrigin origin = context.origin();
    plans.stop(origin.tenant(), origin.syncId(), reasons);
    planned.hold(origin.tenant(), origin.syncId(), reasons);
    staging.dropAll(origin.syncId());
    contexts.forget(origin.syncId());
    return new Verdict(Next.WAIT, 0);
  }

  /**
   * Stops a run that streamed and read nothing where the last one did not; nothing of it was
   * written then. False where it may end.
   */
  public boolean stopsEmpty(RunRow run) {
    if (run.dryRun() || run.counts().fetched() > 0 || !run.readComplete()) {
      return false;
    }
    RunContext context = contexts.of(new RunRef(run.tenant(), run.syncId()));
    if (context.request().plan() != null || plans.find(run.tenant(), run.syncId()).isPresent()) {
      return false;
    }
    Evidence evidence = new Evidence(PlanSummary.NONE, 0, 0, 0, lastRead(context), false, true);
    List<String> reasons = Gates.stop(context.task().gates(), evidence);
    if (reasons.isEmpty()) {
      return false;
    }
    database.runInTenant(
        run.tenant(),
        () -> {
          plans.open(context.origin(), false, false);
          planned.rewind(run.tenant(), run.syncId(), 0);
          stop(context, reasons);
        });
    return true;
  }
}
