package dev.syncline.workflows.sync;

import static dev.syncline.workflows.sync.RecordingStages.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.Phase;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WindowedSyncEndsTest extends WindowedSyncRuns {
  private void awaitCancelled() {
    assertThatThrownBy(this::awaitEnd).hasCauseInstanceOf(CanceledFailure.class);
  }

  @Test
  void aCancelledRunFinishesOnceAsCancelled() throws Exception {
    stages.windows = 2;
    stages.hold("upsert 1");
    WorkflowClient.start(workflow()::sync, RUN);
    stages.awaitReached("upsert 1");

    engine.getWorkflowClient().newUntypedWorkflowStub(WorkflowIds.run("acme", "people")).cancel();
    awaitCancelled();

    assertThat(stages.ends).containsExactly(new FinishInput(RUN, true));
  }

  @RepeatedTest(5)
  void aRunCancelledBetweenWindowsFinishesAsCancelled() throws Exception {
    stages.windows = 3;
    stages.plan =
        new RunPlan(
            1, null, false, 0, 100, Duration.ofDays(30), false, List.of(), RetryPolicy.DEFAULT);
    stages.hold("fetch 2 from after-1");
    WorkflowClient.start(workflow()::sync, RUN);
    stages.awaitReached("fetch 2 from after-1");

    WorkflowStub stub =
        engine.getWorkflowClient().newUntypedWorkflowStub(WorkflowIds.run("acme", "people"));
    stub.cancel();
    awaitCancelled();

    assertThat(stages.ends).extracting(FinishInput::cancelled).containsExactly(true);
    assertThat(stages.callsOf("upsert 2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch 1 from null/fetching",
        "begin/fetching",
        "transform 1/transforming",
        "dedupe 1/saving",
        "resolve 1/saving",
        "upsert 1/saving",
        "removeMissing 2/saving",
        "wake [books]/delivering",
        "awaitDelivered/delivering"
      })
  void aRunThatCannotGoOnFinishesWithWhereAndWhy(String stageAndPhase) {
    String[] expected = stageAndPhase.split("/");
    stages.plan =
        new RunPlan(
            1, null, false, 0, 0, Duration.ZERO, true, List.of("books"), RetryPolicy.DEFAULT);
    stages.failing(expected[0], Category.AUTH);

    run();

    assertThat(stages.ends)
        .containsExactly(new FinishInput(RUN, false, expected[1], "AUTH", "scripted", "AUTH"));
  }

  @Test
  void aRunGoesOnAfterTheLastWindowThatWasCommitted() {
    stages.windows = 5;
    stages.plan = plan(4, "after-3", false, 30);

    run();

    assertThat(stages.callsOf("fetch"))
        .containsExactly("fetch 4 from after-3", "fetch 5 from after-4");
    assertThat(stages.ends).containsExactly(well());
  }

  @Test
  void aRunThatHasReadEverythingOnlyCompletes() {
    stages.plan =
        new RunPlan(
            4, null, true, 30, 0, Duration.ZERO, true, List.of("books"), RetryPolicy.DEFAULT);

    run();

    assertThat(stages.calls)
        .containsExactly("begin", "removeMissing 4", "wake [books]", "awaitDelivered", "finish");
  }

  @Test
  void missingRecordsAreRemovedAfterTheLastWindowAndBeforeWaiting() {
    stages.windows = 2;
    stages.outbox = true;
    stages.plan =
        new RunPlan(
            1, null, false, 0, 0, Duration.ZERO, true, List.of("books"), RetryPolicy.DEFAULT);

    run();

    assertThat(stages.calls.subList(stages.calls.indexOf("upsert 2"), stages.calls.size()))
        .containsExactly(
            "upsert 2",
            "wake [books]",
            "removeMissing 3",
            "wake [books]",
            "awaitDelivered",
            "finish");
  }

  @Test
  void rowsRevivedByARunThatChangesNothingAreDelivered() {
    stages.plan =
        new RunPlan(
            1, null, false, 0, 0, Duration.ZERO, false, List.of("books"), RetryPolicy.DEFAULT);

    run();

    assertThat(stages.calls).containsSubsequence("upsert 1", "wake [books]", "awaitDelivered");
  }

  @Test
  void progressNeverFallsAndEndsAtAHundred() throws Exception {
    stages.windows = 4;
    List<String> stops =
        List.of(
            "begin",
            "fetch 1 from null",
            "transform 1",
            "upsert 1",
            "upsert 2",
            "upsert 3",
            "upsert 4",
            "finish");
    stops.forEach(stages::hold);
    SyncWorkflow workflow = workflow();
    WorkflowClient.start(workflow::sync, RUN);
    List<Progress> seen = new ArrayList<>();
    for (String stop : stops) {
      stages.awaitReached(stop);
      seen.add(workflow.progress());
      stages.release(stop);
    }
    awaitEnd();
    seen.add(workflow.progress());

    assertThat(seen).extracting(Progress::percentage).isSorted();
    assertThat(seen.get(0)).isEqualTo(new Progress(Phase.FETCHING, null, 0, 0));
    assertThat(seen.get(2).phase()).isEqualTo(Phase.TRANSFORMING);
    assertThat(seen.get(3).percentage()).isBetween(10, 30);
    assertThat(seen.get(4)).isEqualTo(new Progress(Phase.SAVING, 40L, 10, 45));
    assertThat(seen.get(seen.size() - 2).percentage()).isBetween(90, 99);
    assertThat(seen.get(seen.size() - 1)).isEqualTo(new Progress(Phase.COMPLETING, 40L, 40, 100));
  }
}
