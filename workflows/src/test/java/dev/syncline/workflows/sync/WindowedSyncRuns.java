package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

abstract class WindowedSyncRuns {
  static final RunRef RUN = new RunRef("acme", new UUID(1, 2));

  final RecordingStages stages = new RecordingStages();

  TestWorkflowEnvironment engine;

  @BeforeEach
  void start() {
    engine = TestWorkflowEnvironment.newInstance();
    Worker worker = engine.newWorker(WorkflowIds.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(WindowedSync.class);
    worker.registerActivitiesImplementations(stages);
    engine.start();
  }

  @AfterEach
  void stop() {
    stages.releaseAll();
    engine.close();
  }

  SyncWorkflow workflow() {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(
            SyncWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(WorkflowIds.TASK_QUEUE)
                .setWorkflowId(WorkflowIds.run("acme", "people"))
                .build());
  }

  void run() {
    workflow().sync(RUN);
  }

  static FinishInput well() {
    return new FinishInput(RUN, false);
  }

  void awaitEnd() {
    engine
        .getWorkflowClient()
        .newUntypedWorkflowStub(WorkflowIds.run("acme", "people"))
        .getResult(Void.class);
  }
}
