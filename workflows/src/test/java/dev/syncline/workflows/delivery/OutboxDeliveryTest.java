package dev.syncline.workflows.delivery;

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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxDeliveryTest {
  private static final DeliveryInput INPUT = new DeliveryInput("acme", "books");

  private final Deque<DrainResult> results = new ArrayDeque<>();
  private final List<Long> drains = new CopyOnWriteArrayList<>();
  private final CountDownLatch draining = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private TestWorkflowEnvironment engine;
  private boolean hold;

  @BeforeEach
  void start() {
    engine = TestWorkflowEnvironment.newInstance();
    engine
        .newWorker(WorkflowIds.TASK_QUEUE)
        .registerWorkflowImplementationTypes(OutboxDelivery.class);
    engine
        .newWorker(WorkflowIds.DELIVERY_QUEUE)
        .registerActivitiesImplementations((DrainActivity) this::drain);
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private synchronized DrainResult drain(DeliveryInput input) {
    assertThat(input).isEqualTo(INPUT);
    drains.add(engine.currentTimeMillis());
    draining.countDown();
    if (hold) {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return results.isEmpty() ? new DrainResult(false, Duration.ZERO) : results.poll();
  }

  private DeliveryWorkflow workflow() {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            DeliveryWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.delivery("acme", "books"))
                .build());
  }

  @Test
  void endsWhenNothingIsLeft() {
    workflow().deliver(INPUT);

    assertThat(drains).hasSize(1);
  }

  @Test
  void goesOnWhileThereIsMore() {
    results.add(new DrainResult(true, Duration.ZERO));
    results.add(new DrainResult(true, Duration.ZERO));

    workflow().deliver(INPUT);

    assertThat(drains).hasSize(3);
  }

  @Test
  void waitsAsLongAsTheSystemAsked() {
    results.add(new DrainResult(true, Duration.ofHours(2)));

    workflow().deliver(INPUT);

    assertThat(drains).hasSize(2);
    assertThat(drains.get(1) - drains.get(0))
        .isGreaterThanOrEqualTo(Duration.ofHours(2).toMillis());
  }

  @Test
  void aCallWhileItDrainsMakesItLookAgain() throws Exception {
    hold = true;
    DeliveryWorkflow delivery = workflow();
    WorkflowClient.start(delivery::deliver, INPUT);
    draining.await();
    delivery.wake();
    goOn.countDown();

    engine
        .getWorkflowClient()
        .newUntypedWorkflowStub(WorkflowIds.delivery("acme", "books"))
        .getResult(Void.class);

    assertThat(drains).hasSize(2);
  }

  @Test
  void aLongDeliveryGoesOnUnderAFreshHistory() {
    for (int i = 0; i < 501; i++) {
      results.add(new DrainResult(true, Duration.ZERO));
    }

    workflow().deliver(INPUT);

    assertThat(drains).hasSize(502);
  }
}
