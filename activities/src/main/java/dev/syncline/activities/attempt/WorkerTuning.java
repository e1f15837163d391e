package dev.syncline.activities.attempt;

import io.temporal.worker.NonDeterministicException;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;

/**
 * What keeps runs alive on a machine that is short of processors. There a thread may not run for
 * seconds, and the defaults of the engine's client take that for a deadlock of workflow code, or
 * for a worker that was lost.
 */
public final class WorkerTuning {
  /** Workflow code never blocks: what takes this long is a defect, not a thread that waits. */
  private static final Duration DEADLOCK = Duration.ofSeconds(30);

  /** The client would hold heartbeats back until most of their timeout is over. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private WorkerTuning() {}

  public static WorkerOptions.Builder worker(WorkerOptions.Builder options) {
    return options
        .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
        .setMaxHeartbeatThrottleInterval(HEARTBEAT);
  }

  /**
   * A defect in workflow code fails the run; it must not be retried for ever in silence. Trouble of
   * the client itself, such as its guess of a deadlock, is retried: {@link RuntimeException} as a
   * whole would include it, and the run would end where it had only to wait.
   */
  public static WorkflowImplementationOptions.Builder workflows(
      WorkflowImplementationOptions.Builder options) {
    return options.setFailWorkflowExceptionTypes(
        NullPointerException.class,
        IllegalArgumentException.class,
        IllegalStateException.class,
        ClassCastException.class,
        ArithmeticException.class,
        IndexOutOfBoundsException.class,
        NegativeArraySizeException.class,
        UnsupportedOperationException.class,
        NoSuchElementException.class,
        ConcurrentModificationException.class,
        NonDeterministicException.class);
  }
}
