package dev.syncline.api.connections;

import dev.syncline.api.connections.SyncResults.Result;
import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Preflight.Verdict;
import dev.syncline.control.connection.Readiness;
import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Syncs connections: every task that reads from them. */
@Component
class ConnectionSync {
  private final Tasks tasks;
  private final Preflight preflight;
  private final FlowStarter flows;

  ConnectionSync(Tasks tasks, Preflight preflight, FlowStarter flows) {
    this.tasks = tasks;
    this.preflight = preflight;
    this.flows = flows;
  }

  /**
   * What came of a connection's tasks.
   *
   * @param error why one of them could not start
   */
  record Attempt(String connection, List<UUID> started, @Nullable SynclineException error) {

    Result result() {
      if (error != null) {
        return new Result(connection, false, started, errorType(error), error.getMessage());
      }
      return new Result(
          connection, true, started, null, started.isEmpty() ? "no task reads from it" : null);
    }

    private static String errorType(SynclineException e) {
      return switch (e.category()) {
        case NOT_FOUND -> Readiness.NOT_FOUND.word();
        case NOT_ENABLED -> Readiness.NOT_ENABLED.word();
        case NOT_CONFIGURED -> Readiness.NOT_CONFIGURED.word();
        default -> Readiness.EXECUTION_ERROR.word();
      };
    }
  }

  Attempt attempt(String tenant, String connection) {
    Map<String, List<Step>> byEntity = new LinkedHashMap<>();
    for (StoredTask task : tasks.list(tenant)) {
      if (task.connection().equals(connection)) {
        byEntity
            .computeIfAbsent(task.entity(), entity -> new ArrayList<>())
            .add(new Step(task, RunRequest.ALL));
      }
    }
    if (byEntity.isEmpty()) {
      Verdict verdict = preflight.examine(tenant, connection);
      return new Attempt(connection, List.of(), refusal(connection, verdict));
    }
    List<UUID> started = new ArrayList<>();
    SynclineException error = null;
    for (List<Step> steps : byEntity.values()) {
      try {
        started.add(flows.start(tenant, steps, SyncMode.FULL, TriggerKind.MANUAL, false).syncId());
      } catch (SynclineException e) {
        error = e;
      }
    }
    return new Attempt(connection, started, error);
  }

  private static @Nullable SynclineException refusal(String connection, Verdict verdict) {
    Category category =
        switch (verdict.readiness()) {
          case READY, EXECUTION_ERROR -> null;
          case NOT_FOUND -> Category.NOT_FOUND;
          case NOT_ENABLED -> Category.NOT_ENABLED;
          case NOT_CONFIGURED -> Category.NOT_CONFIGURED;
        };
    return category == null ? null : SynclineException.of(category, verdict.message(connection));
  }
}
