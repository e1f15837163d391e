package dev.syncline.workflows.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.WorkflowIds;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that an older version began go on under this one. A change of the workflow's code that these
 * histories do not survive goes behind {@code Workflow.getVersion}.
 *
 * <p>When a version is released, record its history and add it to the list:
 *
 * <pre>mvn -pl workflows -am test -Dtest=HistoryReplayTest -DrecordHistory=sync-VERSION.json
 *   -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@Timeout(60)
class HistoryReplayTest {
  @ParameterizedTest
  @ValueSource(strings = {"sync-0.1.json"})
  void replays(String history) throws Exception {
    assertThat(WorkflowExecutionHistory.fromJson(read(history)).getEvents()).hasSizeGreaterThan(60);
    WorkflowReplayer.replayWorkflowExecutionFromResource(
        "histories/" + history, WindowedSync.class);
  }

  private static String read(String history) throws Exception {
    try (var in = HistoryReplayTest.class.getResourceAsStream("/histories/" + history)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** What would be recorded; it is kept where the property asks for that. */
  @Test
  void aRunOfThisVersionReplays() throws Exception {
    String history = history();
    assertThat(WorkflowExecutionHistory.fromJson(history).getEvents()).hasSizeGreaterThan(60);
    WorkflowReplayer.replayWorkflowExecution(history, WindowedSync.class);
    String name = System.getProperty("recordHistory", "");
    if (!name.isEmpty()) {
      Files.writeString(Path.of("src/test/resources/histories", name), history);
    }
  }

  private static String history() throws Exception {
    RecordingStages stages = new RecordingStages();
    stages.windows = 3;
    try (TestWorkflowEnvironment engine = TestWorkflowEnvironment.newInstance()) {
      Worker worker = engine.newWorker(WorkflowIds.TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(WindowedSync.class);
      worker.registerActivitiesImplementations(stages);
      engine.start();
      String id = WorkflowIds.run("acme", "people");
      engine
          .getWorkflowClient()
          .newWorkflowStub(
              SyncWorkflow.class,
              WorkflowOptions.newBuilder()
                  .setTaskQueue(WorkflowIds.TASK_QUEUE)
                  .setWorkflowId(id)
                  .build())
          .sync(new RunRef("acme", new UUID(1, 2)));
      return engine.getWorkflowClient().fetchHistory(id).toJson(true);
    }
  }
}
