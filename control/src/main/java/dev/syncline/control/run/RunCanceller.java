package dev.syncline.control.run;

import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Cancels runs. What was committed stays; the rest is not read. */
@Component
public class RunCanceller {
  private final Runs runs;
  private final Engine engine;
  private final Clock clock;

  public RunCanceller(Runs runs, Engine engine, Clock clock) {
    this.runs = runs;
    this.engine = engine;
    this.clock = clock;
  }

  /** Asks the run to stop; NOT_FOUND, or CONFLICT with code NOT_RUNNING where it has ended. */
  public void cancel(String tenant, UUID syncId) {
    RunRow run =
        runs.find(tenant, syncId)
            .orElseThrow(
                () -> SynclineException.of(Category.NOT_FOUND, "there is no run " + syncId));
    if (!run.status().open()) {
      throw SynclineException.of(
          Category.CONFLICT,
          "NOT_RUNNING",
          "run " + syncId + " is not running: it is " + run.status().word());
    }
    if (!engine.cancel(run)) {
      runs.end(tenant, syncId, RunStatus.CANCELLED, Outcome.PARTIAL, null, null, clock.instant());
    }
  }
}
