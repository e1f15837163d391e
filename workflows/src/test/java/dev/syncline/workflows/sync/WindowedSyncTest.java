package dev.syncline.workflows.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Category;
import io.temporal.client.WorkflowClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WindowedSyncTest extends WindowedSyncRuns {
  @Test
  void aWindowGoesThroughTheStagesInOrder() {
    run();

    assertThat(stages.calls)
        .containsExactly(
            "begin",
            "fetch 1 from null",
            "transform 1",
            "dedupe 1",
            "resolve 1",
            "upsert 1",
            "finish");
    assertThat(stages.ends).containsExactly(well());
    UpsertInput upsert = stages.committed.get(0);
    assertThat(upsert.spent()).containsExactly("raw-1", "candidates-1", "matches-1", "decisions-1");
    assertThat(upsert.done()).isTrue();
    assertThat(upsert.total()).isEqualTo(10);
  }

  @Test
  void windowsFollowEachOtherFromTheCursorOfTheOneBefore() {
    stages.windows = 3;
    run();

    assertThat(stages.callsOf("fetch"))
        .containsExactly("fetch 1 from null", "fetch 2 from after-1", "fetch 3 from after-2");
    assertThat(stages.callsOf("upsert")).containsExactly("upsert 1", "upsert 2", "upsert 3");
    assertThat(stages.committed)
        .extracting(UpsertInput::cursor)
        .containsExactly("after-1", "after-2", null);
  }

  @Test
  void theNextWindowIsReadWhileThisOneIsSaved() throws Exception {
    stages.windows = 2;
    stages.hold("upsert 1");
    stages.hold("fetch 2 from after-1");
    WorkflowClient.start(workflow()::sync, RUN);

    stages.awaitReached("upsert 1");
    stages.awaitReached("fetch 2 from after-1");
    assertThat(stages.committed).isEmpty();
    stages.release("fetch 2 from after-1");
    stages.release("upsert 1");

    awaitEnd();
    assertThat(stages.committed).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform 2", "dedupe 2", "resolve 2", "upsert 2"})
  void aWindowWhoseStagingIsLostIsReadAgainFromItsOwnCursor(String stage) {
    stages.windows = 3;
    stages.failing(stage, Category.STAGING_LOST);

    run();

    assertThat(stages.callsOf("fetch 2"))
        .containsExactly("fetch 2 from after-1", "fetch 2 from after-1");
    assertThat(stages.callsOf("fetch 3").get(0)).isEqualTo("fetch 3 from after-2");
    assertThat(stages.committed).extracting(u -> u.window().window()).containsExactly(1, 2, 3);
    assertThat(stages.ends).containsExactly(well());
  }

  @Test
  void anOvertakenWindowIsMatchedAgainAndNotReadAgain() {
    stages.overtaken = 2;
    run();

    assertThat(stages.callsOf("fetch")).hasSize(1);
    assertThat(stages.callsOf("dedupe")).hasSize(3);
    assertThat(stages.callsOf("resolve")).hasSize(3);
    assertThat(stages.committed).hasSize(1);
  }

  @Test
  void aLongRunGoesOnUnderAFreshHistory() {
    stages.windows = 205;

    run();

    assertThat(stages.callsOf("begin")).hasSize(2);
    assertThat(stages.callsOf("fetch 201")).containsExactly("fetch 201 from after-200");
    assertThat(stages.committed).hasSize(205);
    assertThat(stages.ends).containsExactly(well());
  }
}
