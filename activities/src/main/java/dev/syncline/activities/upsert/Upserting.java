package dev.syncline.activities.upsert;

import dev.syncline.activities.resolve.FurtherRecords;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Noticed;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.window.Committed;
import dev.syncline.store.window.Overtaken;
import dev.syncline.store.window.Purpose;
import dev.syncline.store.window.Statistics;
import dev.syncline.store.window.WindowCommit;
import dev.syncline.store.window.Windows;
import dev.syncline.workflows.sync.UpsertActivity;
import dev.syncline.workflows.sync.UpsertInput;
import dev.syncline.workflows.sync.UpsertResult;
import dev.syncline.workflows.sync.WindowRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The {@link UpsertActivity}: one transaction a window, found done by a second attempt. */
@Component
public class Upserting implements UpsertActivity {
  private static final Logger log = LoggerFactory.getLogger(Upserting.class);

  private final RunContexts contexts;
  private final Windows windows;
  private final MissingRecords missing;
  private final Statistics statistics;
  private final Plans plans;

  public Upserting(
      RunContexts contexts,
      Windows windows,
      MissingRecords missing,
      Statistics statistics,
      Plans plans) {
    this.contexts = contexts;
    this.windows = windows;
    this.missing = missing;
    this.statistics = statistics;
    this.plans = plans;
  }

  @Override
  public UpsertResult upsert(UpsertInput input) {
    RunContext context = contexts.of(input.window());
    int number = input.window().window();
    Optional<Counts> before = windows.committed(context.origin(), number);
    if (before.isPresent()) {
      return new UpsertResult(before.get(), false, 1);
    }
    try {
      WindowCommit commit = commit(context, input, planOf(context));
      Committed committed = windows.commit(commit, input.decisions().epoch());
      if (context.twoWay()) {
        statistics.refreshIfManyAreNew();
      } else {
        statistics.refreshIfGrown();
      }
      return new UpsertResult(committed.counts(), false, committed.outbox());
    } catch (Overtaken e) {
      log.info("window {} is matched again: {}", number, e.getMessage());
      return new UpsertResult(Counts.ZERO, true, 0);
    } catch (SynclineException e) {
      Optional<Counts> meanwhile = windows.committed(context.origin(), number);
      if (e.category() == Category.CANCELLED && meanwhile.isPresent()) {
        return new UpsertResult(meanwhile.get(), false, 1);
      }
      throw e;
    }
  }

  /** The plan that the run makes or has made; it has none while it applies another one's. */
  private Optional<PlanStatus> planOf(RunContext context) {
    return context.request().plan() != null
        ? Optional.of(PlanStatus.APPLYING)
        : plans.find(context.origin().tenant(), context.origin().syncId()).map(StoredPlan::status);
  }

  private static WindowCommit commit(
      RunContext context, UpsertInput input, Optional<PlanStatus> plan) {
    boolean applies = plan.filter(PlanStatus.APPLYING::equals).isPresent();
    boolean plans = plan.isPresent() && !applies;
    return new WindowCommit(
        context.origin(),
        input.window().window(),
        input.candidates().table(),
        input.decisions().table(),
        input.cursor(),
        input.done(),
        input.total(),
        input.watermark(),
        context.targets(),
        context.remembersKeys() && !applies,
        context.dryRun() ? Purpose.DRY_RUN : plans ? Purpose.PLAN : Purpose.RECORDS,
        input.fetchMillis(),
        input.transformMillis(),
        input.matchMillis(),
        FurtherRecords.of(context),
        input.spent(),
        context.twoWay(),
        context.lastLeg(),
        input.noticed() == null ? Noticed.NOTHING : input.noticed(),
        knownIn(input));
  }

  private static @Nullable String knownIn(UpsertInput input) {
    return input.known() == null || input.known().rows() == 0 || input.raw() == null
        ? null
        : input.raw().table();
  }

  @Override
  public UpsertResult removeMissing(WindowRef window) {
    Committed removed = missing.remove(contexts.of(window));
    return new UpsertResult(removed.counts(), false, removed.outbox());
  }
}
