package dev.syncline.activities.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WorkerTuningTest {
  private final TestWorkflowEnvironment engine =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  @AfterEach
  void closes() {
    engine.close();
  }

  private String run(WorkerOptions options, Class<?> implementation) {
    Worker worker = engine.newWorker("q", options);
    worker.registerWorkflowImplementationTypes(
        WorkerTuning.workflows(WorkflowImplementationOptions.newBuilder()).build(), implementation);
    engine.start();
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            Waiting.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue("q")
                .setWorkflowTaskTimeout(Duration.ofSeconds(20))
                .build())
        .run();
  }

  @Test
  void aThreadThatDoesNotRunForSecondsIsNoDeadlock() {
    WorkerOptions options = WorkerTuning.worker(WorkerOptions.newBuilder()).build();
    assertThat(run(options, Held.class)).isEqualTo("done after 1");
  }

  @Test
  void whatIsTakenForADeadlockEndsNoRun() {
    WorkerOptions nervous =
        WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(200).build();
    assertThat(run(nervous, HeldAtFirst.class)).isEqualTo("done after 2");
  }

  @Test
  void aDefectEndsTheRun() {
    assertThatThrownBy(() -> run(WorkerOptions.getDefaultInstance(), Defect.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("a defect");
  }

  @WorkflowInterface
  public interface Waiting {
    @WorkflowMethod
    String run();
  }

  /** Blocks as a thread does that gets no processor. */
  private static void holdUp(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  public static final class Held implements Waiting {
    @Override
    public String run() {
      holdUp(Duration.ofMillis(1500));
      return "done after 1";
    }
  }

  public static final class HeldAtFirst implements Waiting {
    private static volatile int attempts;

    @Override
    public String run() {
      if (++attempts == 1) {
        holdUp(Duration.ofMillis(1500));
      }
      return "done after " + attempts;
    }
  }

  public static final class Defect implements Waiting {
    @Override
    public String run() {
      throw new IllegalStateException("a defect");
    }
  }
}
