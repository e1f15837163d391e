package dev.syncline.activities.run;

import dev.syncline.activities.plan.Courses;
import dev.syncline.activities.plan.Judging;
import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Readiness;
import dev.syncline.control.notification.NotificationWaker;
import dev.syncline.control.plan.WaitingRuns;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.run.PlannedRuns;
import dev.syncline.store.run.RunEnding;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import dev.syncline.store.window.WindowCommit.TargetResource;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.Course;
import dev.syncline.workflows.sync.FinishInput;
import dev.syncline.workflows.sync.RunActivities;
import dev.syncline.workflows.sync.RunPlan;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The {@link RunActivities}: begin and finish. */
@Component
public class RunBookkeeping implements RunActivities {
  private final Runs runs;
  private final Tasks tasks;
  private final RunContexts contexts;
  private final RunClosing closing;
  private final OutboxRows outbox;
  private final Staging staging;
  private final SyncFileReader definitions;
  private final NotificationWaker notifications;
  private final Clock clock;
  private final Courses courses;
  private final Judging judging;
  private final PlannedRuns planned;
  private final WaitingRuns waiting;
  private final Preflight preflight;
  private final RefusalWords words;
  private final FittingSystems fitting;

  public RunBookkeeping(
      Runs runs,
      Tasks tasks,
      RunContexts contexts,
      RunClosing closing,
      OutboxRows outbox,
      Staging staging,
      SyncFileReader definitions,
      NotificationWaker notifications,
      Clock clock,
      Courses courses,
      Judging judging,
      PlannedRuns planned,
      WaitingRuns waiting,
      Preflight preflight,
      RefusalWords words,
      FittingSystems fitting) {
    this.runs = runs;
    this.tasks = tasks;
    this.contexts = contexts;
    this.closing = closing;
    this.outbox = outbox;
    this.staging = staging;
    this.definitions = definitions;
    this.notifications = notifications;
    this.clock = clock;
    this.courses = courses;
    this.judging = judging;
    this.planned = planned;
    this.waiting = waiting;
    this.preflight = preflight;
    this.words = words;
    this.fitting = fitting;
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
    } else if (row.status() == RunStatus.QUEUED) {
      runs.begin(row.tenant(), row.syncId(), null, null);
    }
    RunContext context = contexts.of(ref);
    if (row.windows() == 0) {
      fitting.require(context);
    }
    Courses.Chosen chosen = courses.choose(row, context);
    List<String> targets =
        context.dryRun()
            ? List.of()
            : context.targets().stream().map(TargetResource::connection).distinct().toList();
    if (!targets.isEmpty() && row.windows() == 0 && chosen.course() != Course.PLAN) {
      outbox.revive(ref.tenant(), row.task(), ref.syncId(), context.request().failures());
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
        chosen.course(),
        chosen.windows(),
        row.leg(),
        context.legs().size());
  }

  private void start(RunRow row) {
    if (!row.dryRun()) {
      waiting.supersede(row);
    }
    UUID plan = RunRequest.of(row.request()).plan();
    if (plan != null) {
      planned.adopt(row.tenant(), row.syncId(), plan);
      return;
    }
    StoredTask task =
        tasks
            .find(row.tenant(), row.task())
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_FOUND, "the task '" + row.task() + "' was deleted"));
    TaskSpec spec = definitions.fromDefinition(task.name(), task.definition());
    Leg.of(spec).forEach(leg -> requireReady(task.tenant(), leg.connection()));
    runs.begin(row.tenant(), row.syncId(), task.definition(), Fingerprint.of(spec));
  }

  /** In a flow the turn of a task may come long after the flow was started. */
  private void requireReady(String tenant, String connection) {
    Preflight.Verdict verdict = preflight.examine(tenant, connection);
    if (verdict.readiness() != Readiness.READY) {
      String word = verdict.readiness().word();
      throw SynclineException.of(Category.NOT_CONFIGURED, word, verdict.message(connection));
    }
  }

  @Override
  public void finish(FinishInput input) {
    RunRow row = contexts.row(input.run());
    boolean whole = input.errorCode() == null && !input.cancelled();
    if (row.status().open() && !(whole && judging.stopsEmpty(row))) {
      closing.close(row, judge(row, input), whole);
    }
    staging.dropAll(row.syncId());
    contexts.forget(row.syncId());
    notifications.wake(row.tenant(), row.task());
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
        words.of(row, input),
        input.error(),
        failed && recoverable(input.category()),
        whole
            && !row.dryRun()
            && row.mode() == SyncMode.FULL
            && !request.partial()
            && request.plan() == null,
        whole && !row.dryRun() && !request.partial(),
        clock.instant());
  }

  private static boolean recoverable(@Nullable String category) {
    return Category.UNAVAILABLE.name().equals(category)
        || Category.RATE_LIMITED.name().equals(category);
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
