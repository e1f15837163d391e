package dev.syncline.workflows.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.flow.FlowInput.Step;
import dev.syncline.workflows.sync.Progress;
import dev.syncline.workflows.sync.SyncWorkflow;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderedFlowTest {
  private static final RunRef PARENT = new RunRef("acme", new UUID(9, 9));

  private final Book book = new Book();
  private TestWorkflowEnvironment engine;

  /** What happened, and which children fail. */
  private static final class Book implements FlowActivities, Notes {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final Set<Long> failing = ConcurrentHashMap.newKeySet();
    final CountDownLatch running = new CountDownLatch(1);

    @Override
    public void beginFlow(RunRef parent) {
      lines.add("begin");
    }

    @Override
    public boolean childEndedWell(RunRef child) {
      return !failing.contains(number(child));
    }

    @Override
    public void skipChild(RunRef child, boolean cancelled, String why) {
      lines.add("skip " + number(child) + (cancelled ? " cancelled" : " " + why));
    }

    @Override
    public void finishFlow(RunRef parent, boolean cancelled) {
      lines.add(cancelled ? "finish cancelled" : "finish");
    }

    @Override
    public void note(String line) {
      lines.add(line);
      running.countDown();
    }

    static long number(RunRef run) {
      return run.syncId().getLeastSignificantBits();
    }
  }

  /** Lets the stand-in for a task's run leave a line. */
  @ActivityInterface
  public interface Notes {
    void note(String line);
  }

  /** Stands for a task's run: ends at once, waits to be cancelled (7), or breaks (8). */
  public static final class Child implements SyncWorkflow {
    @Override
    public void sync(RunRef run) {
      long number = Book.number(run);
      Workflow.newActivityStub(
              Notes.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build())
          .note("run " + number);
      if (number == 8) {
        throw ApplicationFailure.newNonRetryableFailure("broken", "INTERNAL");
      }
      if (number == 7) {
        try {
          Workflow.sleep(Duration.ofDays(365));
        } catch (CanceledFailure e) {
          return;
        }
      }
    }

    @Override
    public Progress progress() {
      return Progress.NONE;
    }
  }

  @BeforeEach
  void start() {
    engine = TestWorkflowEnvironment.newInstance();
    Worker worker = engine.newWorker(WorkflowIds.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(OrderedFlow.class, Child.class);
    worker.registerActivitiesImplementations(book);
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private FlowWorkflow workflow() {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            FlowWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId("flow")
                .build());
  }

  private static Step step(int number, Integer... after) {
    return new Step(
        new RunRef("acme", new UUID(0, number)),
        "child-" + number,
        List.of(after),
        "task-" + number);
  }

  @Test
  void childrenRunInTheirOrder() {
    workflow().flow(new FlowInput(PARENT, List.of(step(1), step(2, 0), step(3, 1))));

    assertThat(book.lines).containsExactly("begin", "run 1", "run 2", "run 3", "finish");
  }

  @Test
  void aChildIsHeldBackWhenOneItDependsOnFailed() {
    book.failing.add(1L);

    workflow().flow(new FlowInput(PARENT, List.of(step(1), step(2, 0), step(3), step(4, 1))));

    assertThat(book.lines)
        .containsExactly(
            "begin",
            "run 1",
            "skip 2 the task 'task-1' that it depends on did not complete",
            "run 3",
            "skip 4 the task 'task-2' that it depends on did not complete",
            "finish");
  }

  @Test
  void aCancelledFlowCancelsItsChildAndSkipsTheRest() throws Exception {
    WorkflowClient.start(workflow()::flow, new FlowInput(PARENT, List.of(step(7), step(2))));
    book.running.await();

    engine.getWorkflowClient().newUntypedWorkflowStub("flow").cancel();
    assertThatThrownBy(
            () -> engine.getWorkflowClient().newUntypedWorkflowStub("flow").getResult(Void.class))
        .hasCauseInstanceOf(CanceledFailure.class);

    assertThat(book.lines)
        .containsExactly(
            "begin", "run 7", "skip 7 cancelled", "skip 2 cancelled", "finish cancelled");
  }

  @Test
  void aChildWhoseWorkflowBreaksDoesNotStayOpen() {
    workflow().flow(new FlowInput(PARENT, List.of(step(8), step(2))));

    assertThat(book.lines)
        .containsExactly("begin", "run 8", "skip 8 its workflow could not run", "run 2", "finish");
  }
}
