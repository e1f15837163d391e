package dev.syncline.activities.run;

import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.run.RunEnding;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import dev.syncline.store.window.WindowCommit.TargetResource;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.FinishInput;
import dev.syncline.workflows.sync.RunActivities;
import dev.syncline.workflows.sync.RunPlan;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The {@link RunActivities}: begin and finish. */
@Component
public class RunBookkeeping implements RunActivities {
  private final Runs runs;
  private final Tasks tasks;
  private final RunContexts contexts;
  private final RunEnding ending;
  private final OutboxRows outbox;
  private final Staging staging;
  private final SyncFileReader definitions;
  private final Clock clock;

  public RunBookkeeping(
      Runs runs,
      Tasks tasks,
      RunContexts contexts,
      RunEnding ending,
      OutboxRows outbox,
      Staging staging,
      SyncFileReader definitions,
      Clock clock) {
    this.runs = runs;
    this.tasks = tasks;
    this.contexts = contexts;
    this.ending = ending;
    this.outbox = outbox;
    this.staging = staging;
    this.definitions = definitions;
    this.clock = clock;
  }

  @Override
  public RunPlan begin(RunRef ref) {
    RunRow row = contexts.row(ref);
    if (!row.status().open()) {
      throw SynclineException.of(
          Category.CANCELLED, "the run is " + row.status().word() + " already");
    }
    if (row.definition() == null) {
      start(row);
    }
    RunContext context = contexts.of(ref);
    List<String> targets =
        context.dryRun()
            ? List.of()
            : context.targets().stream().map(TargetResource::connection).distinct().toList();
    if (!targets.isEmpty() && row.windows() == 0) {
      outbox.revive(ref.tenant(), row.task(), ref.syncId());
    }
    return new RunPlan(
        row.windows() + 1,
        row.cursor(),
        row.readComplete(),
        row.counts().fetched(),
        context.task().batch().size(),
        context.task().batch().delay(),
        context.removesMissing(),
        targets,
        RunContexts.policy(context.task()),
        row.leg(),
        context.legs().size());
  }

  private void start(RunRow row) {
    StoredTask task =
        tasks
            .find(row.tenant(), row.task())
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_FOUND, "the task '" + row.task() + "' was deleted"));
    TaskSpec spec = definitions.fromDefinition(task.name(), task.definition());
    runs.begin(row.tenant(), row.syncId(), task.definition(), Fingerprint.of(spec));
  }

  @Override
  public void finish(FinishInput input) {
    RunRow row = contexts.row(input.run());
    if (row.status().open()) {
      ending.end(row, judge(row, input));
    }
    staging.dropAll(row.syncId());
    contexts.forget(row.syncId());
  }

  private RunEnding.End judge(RunRow row, FinishInput input) {
    boolean failed = input.errorCode() != null;
    boolean whole = !failed && !input.cancelled();
    RunRequest request = RunRequest.of(row.request());
    RunStatus status = status(row, input);
    return new RunEnding.End(
        status,
        outcome(row, status),
        input.phase(),
        input.errorCode(),
        input.error(),
        failed && recoverable(input.errorCode()),
        whole && !row.dryRun() && row.mode() == SyncMode.FULL && !request.partial(),
        whole && !row.dryRun() && !request.partial(),
        clock.instant());
  }

  private static boolean recoverable(@org.jspecify.annotations.Nullable String code) {
    return Category.UNAVAILABLE.name().equals(code) || Category.RATE_LIMITED.name().equals(code);
  }

  private static RunStatus status(RunRow row, FinishInput input) {
    if (input.cancelled()) {
      return RunStatus.CANCELLED;
    }
    if (input.errorCode() != null) {
      return input.errorCode().equals(Category.CANCELLED.name())
          ? RunStatus.CANCELLED
          : RunStatus.FAILED;
    }
    boolean flawed = row.counts().failed() > 0 || row.delivered().failed() > 0;
    return flawed && !row.dryRun() ? RunStatus.COMPLETED_WITH_ERRORS : RunStatus.COMPLETED;
  }

  private static Outcome outcome(RunRow row, RunStatus status) {
    Counts counts = row.counts();
    if (status == RunStatus.FAILED
        || (counts.fetched() > 0 && counts.failed() == counts.fetched())) {
      return Outcome.FAILED;
    }
    boolean flawed =
        counts.failed() > 0 || row.delivered().failed() > 0 || status == RunStatus.CANCELLED;
    return flawed ? Outcome.PARTIAL : Outcome.SUCCESS;
  }
}
