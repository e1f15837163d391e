package dev.syncline.control.run;

import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Readiness;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands between a request and a run: its key, its connections, a run in progress. */
@Component
class RunEntry {
  private final Runs runs;
  private final Preflight preflight;
  private final FlowOrder order;
  private final Engine engine;
  private final RefusedRuns refused;

  RunEntry(Runs runs, Preflight preflight, FlowOrder order, Engine engine, RefusedRuns refused) {
    this.runs = runs;
    this.preflight = preflight;
    this.order = order;
    this.engine = engine;
    this.refused = refused;
  }

  /**
   * Throws where a connection that the task reads is not ready; the attempt stays in the history.
   */
  void requireReady(StartRequest request, StoredTask task) {
    for (String connection : order.read(task)) {
      Preflight.Verdict verdict = preflight.examine(request.tenant(), connection);
      if (verdict.readiness() != Readiness.READY) {
        throw refused.record(request, task, connection, verdict);
      }
    }
  }

  /** Throws DUPLICATE_REQUEST where the key was used before. */
  void requireFreshKey(String tenant, @Nullable String key) {
    if (key == null) {
      return;
    }
    runs.findByKey(tenant, key)
        .ifPresent(
            earlier -> {
              throw SynclineException.of(
                      Category.CONFLICT,
                      "DUPLICATE_REQUEST",
                      "the idempotency key '" + key + "' was used before")
                  .with(Map.of("sync_id", earlier.syncId().toString()));
            });
  }

  /** Enters the run, or throws what stands in its way. */
  void enter(NewRun run) {
    switch (runs.enter(run)) {
      case ENTERED -> {}
      case KEY_USED -> {
        requireFreshKey(run.tenant(), run.idempotencyKey());
        throw SynclineException.of(Category.CONFLICT, "DUPLICATE_REQUEST", "the key was used");
      }
      case ENTITY_BUSY -> {
        // The index is the last line; the engine is asked whether that run really goes on.
        boolean stale = runs.openOf(run.tenant(), run.entity()).map(engine::endIfDead).orElse(true);
        if (!stale || runs.enter(run) != Runs.Entry.ENTERED) {
          throw inProgress(run.tenant(), run.entity());
        }
      }
    }
  }

  /** The exception for an entity that is being synced, naming the run that does. */
  SynclineException inProgress(String tenant, String entity) {
    String holder = runs.openOf(tenant, entity).map(RunRow::syncId).map(UUID::toString).orElse("");
    return SynclineException.of(
            Category.CONFLICT,
            "SYNC_IN_PROGRESS",
            "a sync of '" + entity + "' is in progress; wait for it or cancel it")
        .with(holder.isEmpty() ? Map.of() : Map.of("sync_id", holder));
  }

  /** Takes a run back that the engine did not start. */
  void withdraw(NewRun run) {
    runs.withdraw(run.tenant(), run.syncId());
  }
}
