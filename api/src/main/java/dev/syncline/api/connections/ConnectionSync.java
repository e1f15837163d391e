package dev.syncline.api.connections;

import dev.syncline.api.connections.SyncResults.Result;
import dev.syncline.control.connection.Preflight;
import dev.syncline.control.connection.Preflight.Verdict;
import dev.syncline.control.connection.Readiness;
import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.control.run.RefusedRuns;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Syncs connections that answer: every task that reads from them. */
@Component
class ConnectionSync implements AutoCloseable {
  private static final int AT_ONCE = 8;

  private final Tasks tasks;
  private final Preflight preflight;
  private final FlowStarter flows;
  private final RefusedRuns refused;
  private final ExecutorService calls =
      Executors.newFixedThreadPool(AT_ONCE, task -> new Thread(task, "preflight"));

  ConnectionSync(Tasks tasks, Preflight preflight, FlowStarter flows, RefusedRuns refused) {
    this.tasks = tasks;
    this.preflight = preflight;
    this.flows = flows;
    this.refused = refused;
  }

  /**
   * What came of a connection's tasks.
   *
   * @param error why one of them could not start
   * @param unreachable whether the system did not answer, or refused us
   */
  record Attempt(
      String connection,
      List<UUID> started,
      @Nullable SynclineException error,
      boolean unreachable) {

    Attempt with(UUID run) {
      List<UUID> all = new ArrayList<>(started);
      all.add(run);
      return new Attempt(connection, List.copyOf(all), error, unreachable);
    }

    Attempt with(SynclineException why) {
      return new Attempt(connection, started, why, unreachable);
    }

    /** Throws what kept a single connection from starting anything; a dead system is a result. */
    void requireStarted() {
      if (error != null && started.isEmpty() && !unreachable) {
        throw error;
      }
    }

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

  /**
   * All of them: the systems are called side by side, so that a dead one keeps none waiting. Tasks
   * that fill one entity run as one flow, whichever connections they read from.
   */
  List<Attempt> attempts(String tenant, List<String> names) {
    List<CompletableFuture<Verdict>> verdicts =
        names.stream()
            .map(name -> CompletableFuture.supplyAsync(() -> preflight.check(tenant, name), calls))
            .toList();
    List<StoredTask> all = tasks.list(tenant);
    Map<String, Attempt> attempts = new LinkedHashMap<>();
    Map<String, List<Step>> ready = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<Step> own =
          all.stream()
              .filter(task -> task.connection().equals(name))
              .map(task -> new Step(task, RunRequest.ALL))
              .toList();
      Verdict verdict = verdicts.get(i).join();
      if (verdict.readiness() == Readiness.READY) {
        attempts.put(name, new Attempt(name, List.of(), null, false));
        own.forEach(
            step -> ready.computeIfAbsent(step.task().entity(), e -> new ArrayList<>()).add(step));
      } else {
        attempts.put(
            name,
            new Attempt(
                name,
                List.of(),
                refuse(tenant, name, own, verdict),
                verdict.readiness() == Readiness.EXECUTION_ERROR));
      }
    }
    ready.values().forEach(steps -> start(tenant, steps, attempts));
    return List.copyOf(attempts.values());
  }

  private void start(String tenant, List<Step> steps, Map<String, Attempt> attempts) {
    UnaryOperator<Attempt> outcome = outcome(tenant, steps);
    Set<String> connections = new LinkedHashSet<>();
    steps.forEach(step -> connections.add(step.task().connection()));
    for (String connection : connections) {
      attempts.computeIfPresent(connection, (name, attempt) -> outcome.apply(attempt));
    }
  }

  private UnaryOperator<Attempt> outcome(String tenant, List<Step> steps) {
    try {
      UUID id = flows.start(tenant, steps, SyncMode.FULL, TriggerKind.MANUAL, false).syncId();
      return attempt -> attempt.with(id);
    } catch (SynclineException e) {
      return attempt -> attempt.with(e);
    }
  }

  private SynclineException refuse(
      String tenant, String connection, List<Step> steps, Verdict verdict) {
    return steps.stream()
        .map(step -> refused.record(step.task(), verdict))
        .reduce((first, next) -> next)
        .orElseGet(() -> refused.record(tenant, connection, verdict));
  }

  @Override
  public void close() {
    calls.shutdownNow();
  }
}
