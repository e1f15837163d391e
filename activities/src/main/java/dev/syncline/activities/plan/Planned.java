package dev.syncline.activities.plan;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.upsert.MissingRecords;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.window.Committed;
import dev.syncline.store.window.Restoring;
import dev.syncline.store.window.Restoring.Restored;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.PlanActivity;
import dev.syncline.workflows.sync.RestoreResult;
import dev.syncline.workflows.sync.Staged;
import dev.syncline.workflows.sync.UpsertResult;
import dev.syncline.workflows.sync.Verdict;
import dev.syncline.workflows.sync.WindowRef;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The {@link PlanActivity}. */
@Component
public class Planned implements PlanActivity {
  private final RunContexts contexts;
  private final Judging judging;
  private final Restoring restoring;
  private final MissingRecords missing;
  private final Staging staging;

  public Planned(
      RunContexts contexts,
      Judging judging,
      Restoring restoring,
      MissingRecords missing,
      Staging staging) {
    this.contexts = contexts;
    this.judging = judging;
    this.restoring = restoring;
    this.missing = missing;
    this.staging = staging;
  }

  @Override
  public Verdict judge(WindowRef last) {
    return judging.judge(last);
  }

  @Override
  public RestoreResult restore(WindowRef window) {
    RunContext context = contexts.of(window.run());
    UUID epoch = staging.epoch();
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    Restored restored =
        restoring.restore(
            window.run().tenant(),
            madeBy(context),
            window.run().syncId(),
            window.window(),
            attempt);
    // New rows of one window do not see those of the windows before it in a plan: whether they are
    // the same records turns out here. Neither do the rows of one system see those of another.
    boolean decides =
        !context.twoWay()
            && !restored.superseded()
            && (window.window() == 1 || context.task().dedupe().off());
    return new RestoreResult(
        new Staged(restored.candidates(), restored.rows(), epoch),
        new Staged(restored.decisions(), restored.rows(), epoch),
        decides,
        List.of(
            restored.candidates(),
            restored.matches(),
            restored.decisions(),
            StagingTables.furtherOf(restored.candidates())),
        restored.leg(),
        context.twoWay() ? restored.readAt() : null);
  }

  @Override
  public UpsertResult removePlanned(RunRef run) {
    UpsertResult all = UpsertResult.NOTHING;
    for (RunContext system : contexts.systems(run)) {
      List<String> keys = restoring.removals(run.tenant(), madeBy(system), system.origin().leg());
      if (!keys.isEmpty()) {
        Committed removed = missing.remove(system, keys);
        all =
            new UpsertResult(
                all.counts().plus(removed.counts()), false, all.outbox() + removed.outbox());
      }
    }
    return all;
  }

  private static UUID madeBy(RunContext context) {
    return Objects.requireNonNullElse(context.request().plan(), context.origin().syncId());
  }
}
