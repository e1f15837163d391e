package dev.syncline.workflows.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.workflows.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupedNotificationTest {
  private static final NotificationInput INPUT = new NotificationInput("acme", "people");

  private final Deque<TellResult> results = new ArrayDeque<>();
  private final List<Long> told = new CopyOnWriteArrayList<>();
  private TestWorkflowEnvironment engine;

  @BeforeEach
  void start() {
    engine = TestWorkflowEnvironment.newInstance();
    engine
        .newWorker(WorkflowIds.TASK_QUEUE)
        .registerWorkflowImplementationTypes(GroupedNotification.class);
    engine
        .newWorker(WorkflowIds.DELIVERY_QUEUE)
        .registerActivitiesImplementations((TellActivity) this::tell);
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private synchronized TellResult tell(NotificationInput input) {
    assertThat(input).isEqualTo(INPUT);
    told.add(engine.currentTimeMillis());
    return results.isEmpty() ? new TellResult(null) : results.poll();
  }

  private NotificationWorkflow workflow() {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            NotificationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.notification("acme", "people"))
                .build());
  }

  @Test
  void itSleepsUntilMoreIsDueAndEndsWhenNothingIsLeft() {
    results.add(new TellResult(Duration.ofHours(1)));
    workflow().tell(INPUT);
    assertThat(told).hasSize(2);
    assertThat(told.get(1) - told.get(0)).isBetween(3_600_000L, 3_660_000L);
  }

  @Test
  void aSignalWakesTheOneThatSleeps() {
    results.add(new TellResult(Duration.ofDays(30)));
    NotificationWorkflow workflow = workflow();
    WorkflowClient.start(workflow::tell, INPUT);
    engine.registerDelayedCallback(Duration.ofMinutes(5), workflow::wake);
    io.temporal.client.WorkflowStub.fromTyped(workflow).getResult(Void.class);
    assertThat(told).hasSize(2);
    assertThat(told.get(1) - told.get(0)).isLessThan(Duration.ofDays(1).toMillis());
  }
}
