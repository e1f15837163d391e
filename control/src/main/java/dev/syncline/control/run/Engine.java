package dev.syncline.control.run;

import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.workflows.FairnessKey;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.flow.FlowInput;
import dev.syncline.workflows.flow.FlowWorkflow;
import dev.syncline.workflows.sync.Progress;
import dev.syncline.workflows.sync.SyncWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The workflow engine, as far as the life of runs goes. */
@Component
public class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final String MEMO = "sync_id";

  /** How long a workflow may take to leave after it has set its run's last status. */
  private static final Duration LEAVING = Duration.ofSeconds(10);

  /** A row stands at most this long before its workflow is started. */
  private static final long STARTING_SECONDS = 30;

  private final WorkflowClient client;
  private final Runs runs;
  private final Clock clock;

  public Engine(WorkflowClient client, Runs runs, Clock clock) {
    this.client = client;
    this.runs = runs;
    this.clock = clock;
  }

  /** What the engine knows of a workflow. */
  public enum Liveness {
    RUNNING,
    /** It ended, or another run holds the id by now. */
    ENDED,
    UNKNOWN
  }

  /** Whether the engine answers. */
  public boolean connected() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(2, TimeUnit.SECONDS)
          .getSystemInfo(
              io.temporal.api.workflowservice.v1.GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  void startSync(String workflowId, RunRef run) throws AlreadyRunning {
    WorkflowOptions options = options(workflowId, run);
    start(
        workflowId,
        run,
        () -> {
          SyncWorkflow stub = client.newWorkflowStub(SyncWorkflow.class, options);
          WorkflowClient.start(stub::sync, run);
        });
  }

  void startFlow(String workflowId, FlowInput input) throws AlreadyRunning {
    WorkflowOptions options = options(workflowId, input.parent());
    start(
        workflowId,
        input.parent(),
        () -> {
          FlowWorkflow stub = client.newWorkflowStub(FlowWorkflow.class, options);
          WorkflowClient.start(stub::flow, input);
        });
  }

  private void start(String workflowId, RunRef run, Runnable call) throws AlreadyRunning {
    long until = System.nanoTime() + LEAVING.toNanos();
    while (true) {
      try {
        call.run();
        return;
      } catch (WorkflowExecutionAlreadyStarted e) {
        if (System.nanoTime() > until || !leaving(workflowId, run)) {
          throw new AlreadyRunning();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        throw SynclineException.of(
                Category.UNAVAILABLE, "the workflow engine does not answer; try again shortly")
            .because(e);
      }
    }
  }

  /**
   * Whether the run that holds the id has ended as far as users see. Its workflow sets the status
   * last and is gone a moment later; whoever starts a run in that moment must not be refused.
   */
  private boolean leaving(String workflowId, RunRef run) {
    try {
      WorkflowExecutionDescription found = client.newUntypedWorkflowStub(workflowId).describe();
      Object memo = found.getMemo(MEMO, String.class);
      return found.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          || (memo != null
              && runs.find(run.tenant(), UUID.fromString(memo.toString()))
                  .map(row -> !row.status().open())
                  .orElse(false));
    } catch (WorkflowNotFoundException e) {
      return true;
    }
  }

  private static WorkflowOptions options(String workflowId, RunRef run) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(WorkflowIds.TASK_QUEUE)
        .setWorkflowId(workflowId)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setMemo(Map.of(MEMO, run.syncId().toString()))
        .setPriority(FairnessKey.of(run.tenant()))
        .build();
  }

  /** Starts a run again that the engine has forgotten; it goes on after its last window. */
  public void restart(RunRow run) {
    try {
      startSync(run.workflowId(), new RunRef(run.tenant(), run.syncId()));
      log.info("run {} goes on after window {}", run.syncId(), run.windows());
    } catch (AlreadyRunning e) {
      log.debug("run {} is at work", run.syncId());
    }
  }

  /** Starts the workflow of a run that waited for a person; done where it is at work already. */
  public void resume(RunRow run) {
    try {
      startSync(run.workflowId(), new RunRef(run.tenant(), run.syncId()));
    } catch (AlreadyRunning e) {
      if (liveness(run) != Liveness.RUNNING) {
        throw SynclineException.of(
                Category.CONFLICT,
                "SYNC_IN_PROGRESS",
                "a sync of '" + run.entity() + "' is in progress; wait for it or cancel it")
            .because(e);
      }
    }
  }

  /** Waits until the workflow has left that set the run to wait. */
  public void awaitGone(RunRow run) {
    long until = System.nanoTime() + LEAVING.toNanos();
    while (liveness(run) == Liveness.RUNNING && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Starts a parent again that the engine has forgotten, with the steps that are left. */
  void restartFlow(RunRow parent, List<FlowInput.Step> steps) {
    try {
      startFlow(
          parent.workflowId(), new FlowInput(new RunRef(parent.tenant(), parent.syncId()), steps));
      log.info("run {} goes on with {} tasks", parent.syncId(), steps.size());
    } catch (AlreadyRunning e) {
      log.debug("run {} is at work", parent.syncId());
    }
  }

  /** Asks for the workflow to be cancelled; false where there is none at work. */
  public boolean cancel(RunRow run) {
    try {
      client.newUntypedWorkflowStub(run.workflowId()).cancel();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Whether the run's own workflow is at work. */
  public Liveness liveness(RunRow run) {
    try {
      WorkflowExecutionDescription found =
          client.newUntypedWorkflowStub(run.workflowId()).describe();
      Object memo = found.getMemo(MEMO, String.class);
      if (memo != null && !memo.equals(run.syncId().toString())) {
        return Liveness.ENDED;
      }
      return found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? Liveness.RUNNING
          : Liveness.ENDED;
    } catch (WorkflowNotFoundException e) {
      return Liveness.UNKNOWN;
    }
  }

  /** Live progress of a run at work; empty where the engine does not answer within two seconds. */
  public Optional<Progress> progress(RunRow run) {
    WorkflowStub stub = client.newUntypedWorkflowStub(run.workflowId());
    CompletableFuture<Progress> answer =
        CompletableFuture.supplyAsync(() -> stub.query("progress", Progress.class));
    try {
      return Optional.ofNullable(answer.get(2, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.empty();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof WorkflowException)) {
        log.debug("no progress of run {}", run.syncId(), e);
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Ends a row that says it is open while no workflow of its is at work; false where it really is
   * open.
   */
  public boolean endIfDead(RunRow run) {
    if (liveness(run) == Liveness.RUNNING || waitsInFlow(run) || justEntered(run)) {
      return false;
    }
    Optional<RunRow> now = runs.find(run.tenant(), run.syncId());
    if (now.isPresent() && now.get().status().open()) {
      endInterrupted(run, "the run was interrupted and did not go on");
    }
    return true;
  }

  /** Whether another caller entered it just now and is about to start its workflow. */
  public boolean justEntered(RunRow run) {
    return run.status() == RunStatus.QUEUED
        && run.startedAt().isAfter(clock.instant().minusSeconds(STARTING_SECONDS));
  }

  /** Whether its turn in a flow that is at work has not come yet. */
  private boolean waitsInFlow(RunRow run) {
    return run.parentId() != null
        && run.status() == RunStatus.QUEUED
        && runs.find(run.tenant(), run.parentId())
            .filter(parent -> parent.status().open() && liveness(parent) == Liveness.RUNNING)
            .isPresent();
  }

  /** Ends a run that can't go on. */
  public void endInterrupted(RunRow run, @Nullable String why) {
    UUID id = run.syncId();
    runs.end(
        run.tenant(), id, RunStatus.FAILED, Outcome.FAILED, "INTERRUPTED", why, clock.instant());
  }
}
