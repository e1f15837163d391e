package dev.syncline.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The exchange of the in-process engine under a client and a worker that know nothing of it. */
@Timeout(60)
class InProcessEngineTest {
  private static final String QUEUE = "greetings";

  @WorkflowInterface
  public interface Greeting {
    @WorkflowMethod
    String greet(String name);
  }

  public static final class Greeter implements Greeting {
    @Override
    public String greet(String name) {
      return "hello " + name;
    }
  }

  private final InProcessEngine engine = InProcessEngine.open("");
  private final WorkflowServiceStubs service =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget(engine.address()).build());
  private final WorkflowClient client = WorkflowClient.newInstance(service);
  private final WorkerFactory workers = WorkerFactory.newInstance(client);

  @BeforeEach
  void startWorker() {
    workers.newWorker(QUEUE).registerWorkflowImplementationTypes(Greeter.class);
    workers.start();
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    service.shutdownNow();
    engine.close();
  }

  private String greet(String name) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId("greet-" + name).build();
    return client.newWorkflowStub(Greeting.class, options).greet(name);
  }

  @Test
  void the_same_client_and_worker_go_on_with_the_fresh_engine() {
    assertThat(greet("Ann")).isEqualTo("hello Ann");
    assertThat(engine.started()).isEqualTo(1);
    String address = engine.address();

    assertThat(engine.renew(() -> true)).isTrue();

    assertThat(engine.started()).as("it has forgotten what ran before").isZero();
    assertThat(engine.address()).isEqualTo(address);
    assertThat(greet("Ben")).isEqualTo("hello Ben");
  }

  @Test
  void an_engine_that_is_needed_stays() {
    assertThat(greet("Ann")).isEqualTo("hello Ann");

    assertThat(engine.renew(() -> false)).isFalse();

    assertThat(engine.started()).isEqualTo(1);
    assertThat(greet("Ben")).isEqualTo("hello Ben");
  }

  @Test
  void a_workflow_that_is_started_meanwhile_waits_for_the_fresh_engine() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CompletableFuture<Boolean> renewed =
        CompletableFuture.supplyAsync(
            () ->
                engine.renew(
                    () -> {
                      asked.countDown();
                      return await(answer);
                    }));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<String> greeted = CompletableFuture.supplyAsync(() -> greet("Cy"));
    answer.countDown();

    assertThat(renewed.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(greeted.get(20, TimeUnit.SECONDS)).isEqualTo("hello Cy");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
