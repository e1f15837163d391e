package dev.syncline.control.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunEnding;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps attempts that preflight refused in the history, as failed runs with the error's word. */
@Component
public class RefusedRuns {
  private final Runs runs;
  private final RunEnding ending;
  private final Clock clock;

  RefusedRuns(Runs runs, RunEnding ending, Clock clock) {
    this.runs = runs;
    this.ending = ending;
    this.clock = clock;
  }

  /** Records the attempt and returns the exception to throw, which names the run. */
  SynclineException record(
      StartRequest request, StoredTask task, String connection, Preflight.Verdict verdict) {
    return record(request, task.name(), task.entity(), connection, verdict);
  }

  /** Records that a connection was to be synced by hand and this task of it could not start. */
  public SynclineException record(StoredTask task, Preflight.Verdict verdict) {
    return record(byHand(task.tenant()), task, task.connection(), verdict);
  }

  /** Records that a connection was to be synced by hand that no task reads from. */
  public SynclineException record(String tenant, String connection, Preflight.Verdict verdict) {
    return record(byHand(tenant), FlowStarter.SEVERAL, FlowStarter.SEVERAL, connection, verdict);
  }

  private static StartRequest byHand(String tenant) {
    return new StartRequest(
        tenant, null, null, SyncMode.FULL, TriggerKind.MANUAL, false, RunRequest.ALL, null);
  }

  private SynclineException record(
      StartRequest request,
      String task,
      String entity,
      String connection,
      Preflight.Verdict verdict) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID syncId = UUID.randomUUID();
    String message = verdict.message(connection);
    runs.enter(
        new NewRun(
            request.tenant(),
            syncId,
            null,
            0,
            task,
            entity,
            request.mode(),
            request.trigger(),
            request.dryRun(),
            false,
            request.request(),
            null,
            "refused/" + syncId,
            now));
    RunEnding.End end =
        new RunEnding.End(
            RunStatus.FAILED,
            Outcome.FAILED,
            "fetching",
            verdict.readiness().word(),
            message,
            false,
            false,
            false,
            now);
    runs.find(request.tenant(), syncId).ifPresent(run -> ending.end(run, end));
    Category category =
        switch (verdict.readiness()) {
          case NOT_FOUND -> Category.NOT_FOUND;
          case NOT_ENABLED -> Category.NOT_ENABLED;
          case EXECUTION_ERROR -> Category.UNAVAILABLE;
          default -> Category.NOT_CONFIGURED;
        };
    return SynclineException.of(category, message).with(Map.of("sync_id", syncId.toString()));
  }
}
