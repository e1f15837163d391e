package dev.syncline.control.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Readiness;
import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps attempts that preflight refused in the history, as failed runs with the error's word. */
@Component
class RefusedRuns {
  private final Runs runs;
  private final Clock clock;

  RefusedRuns(Runs runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /** Records the attempt and returns the exception to throw. */
  SynclineException record(StartRequest request, StoredTask task, Preflight.Verdict verdict) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID syncId = UUID.randomUUID();
    Readiness readiness = verdict.readiness();
    String message = verdict.message(task.connection());
    runs.enter(
        new NewRun(
            request.tenant(),
            syncId,
            null,
            0,
            task.name(),
            task.entity(),
            request.mode(),
            request.trigger(),
            request.dryRun(),
            false,
            request.request(),
            null,
            "refused/" + syncId,
            now));
    runs.end(
        request.tenant(), syncId, RunStatus.FAILED, Outcome.FAILED, readiness.word(), message, now);
    Category category =
        switch (readiness) {
          case NOT_FOUND -> Category.NOT_FOUND;
          case NOT_ENABLED -> Category.NOT_ENABLED;
          default -> Category.NOT_CONFIGURED;
        };
    return SynclineException.of(category, message);
  }
}
