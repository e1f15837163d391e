package dev.syncline.api.failures;

import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.domain.Category;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.failure.FailureRow;
import dev.syncline.store.failure.Failures;
import dev.syncline.store.failure.Retries;
import dev.syncline.store.failure.Retries.Claimed;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts runs that try failed records again. */
@Component
class FailureRetry {
  private final Failures failures;
  private final Retries retries;
  private final Tasks tasks;
  private final FlowStarter flows;

  FailureRetry(Failures failures, Retries retries, Tasks tasks, FlowStarter flows) {
    this.failures = failures;
    this.retries = retries;
    this.tasks = tasks;
    this.flows = flows;
  }

  /** Retries what has failed, of one entity or with these ids; both null for everything. */
  QueuedRetry all(String tenant, @Nullable String entity, @Nullable List<UUID> ids) {
    return start(tenant, retries.claim(tenant, entity, ids));
  }

  /** Retries one failure; NOT_FAILED (INVALID) where there is nothing to retry. */
  QueuedRetry one(String tenant, FailureRow failure, @Nullable String payload) {
    List<Claimed> claimed = retries.claim(tenant, null, List.of(failure.id()));
    if (claimed.isEmpty()) {
      String now = failures.find(tenant, failure.id()).orElse(failure).status().word();
      throw notFailed(failure.id(), now);
    }
    if (payload != null) {
      retries.edit(tenant, failure.id(), payload);
    }
    return start(tenant, claimed);
  }

  private QueuedRetry start(String tenant, List<Claimed> claimed) {
    if (claimed.isEmpty()) {
      return new QueuedRetry(0, null);
    }
    List<UUID> ids = claimed.stream().map(Claimed::id).toList();
    try {
      UUID syncId =
          flows
              .start(tenant, steps(tenant, claimed), SyncMode.FULL, TriggerKind.RETRY, false)
              .syncId();
      return new QueuedRetry(claimed.size(), syncId);
    } catch (RuntimeException e) {
      retries.giveBack(tenant, ids);
      throw e;
    }
  }

  private List<Step> steps(String tenant, List<Claimed> claimed) {
    TreeMap<String, List<UUID>> byTask = new TreeMap<>();
    for (Claimed failure : claimed) {
      byTask.computeIfAbsent(failure.task(), task -> new ArrayList<>()).add(failure.id());
    }
    List<Step> steps = new ArrayList<>();
    byTask.forEach(
        (name, ids) -> {
          StoredTask task =
              tasks
                  .find(tenant, name)
                  .orElseThrow(
                      () ->
                          SynclineException.of(
                              Category.INVALID,
                              "INVALID_REQUEST",
                              "the task '" + name + "' of this failure no longer exists"));
          steps.add(new Step(task, new RunRequest(List.of(), null, null, List.of(), ids)));
        });
    return steps;
  }

  static SynclineException notFailed(UUID id, String status) {
    return SynclineException.of(
        Category.INVALID, "NOT_FAILED", "failure " + id + " is not failed: it is " + status);
  }
}
