package dev.syncline.store.window;

import static dev.syncline.store.window.WindowBench.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.WindowBench.BenchRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRaceTest {
  private static final String ANN = "{\"name\": \"Ann\"}";

  private static final String ANNA = "{\"name\": \"Anna\"}";

  private static final String BOB = "{\"name\": \"Bob\"}";

  private final WindowBench bench = new WindowBench();

  @Test
  void aWindowThatWasCommittedIsFoundDone() {
    BenchRun run = bench.run();
    WindowCommit commit = run.classified(row("1", ANN));
    run.commit(commit);

    assertThat(bench.windows.committed(run.origin(), 1))
        .contains(new Counts(1, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(bench.windows.committed(run.origin(), 2)).isEmpty();
  }

  @Test
  void aSecondCommitOfTheSameWindowWritesNothing() {
    BenchRun run = bench.run();
    run.window(row("1", ANN));
    WindowCommit again = run.classified(row("2", BOB));
    WindowCommit firstAgain =
        new WindowCommit(
            again.origin(),
            1,
            again.candidates(),
            again.decisions(),
            "other",
            true,
            null,
            null,
            List.of(),
            false,
            Purpose.RECORDS,
            0,
            0,
            0,
            Further.NONE,
            List.of());

    assertThatThrownBy(() -> run.commit(firstAgain))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.CANCELLED));

    assertThat(run.counts().fetched()).isOne();
    assertThat(run.row().cursor()).isEqualTo("cursor-1");
    assertThat(bench.rowsOf("record")).isOne();
  }

  @Test
  void aWindowOfARunThatHasEndedIsNotCommitted() {
    BenchRun run = bench.run();
    WindowCommit commit = run.classified(row("1", ANN));
    bench.runs.end(
        bench.tenant, run.syncId, RunStatus.CANCELLED, Outcome.PARTIAL, null, null, Instant.now());

    assertThatThrownBy(() -> run.commit(commit)).hasMessageContaining("the run has ended");
    assertThat(bench.rowsOf("record")).isZero();
  }

  @Test
  void anExternalIdTakenMeanwhileOvertakesTheWindow() {
    BenchRun slow = bench.run();
    WindowCommit commit = slow.classified(row("1", ANN), row("2", BOB));
    bench.run().window(row("2", BOB));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.rowsOf("record")).isOne();
    assertThat(slow.counts()).isEqualTo(Counts.ZERO);
    assertThat(slow.row().windows()).isZero();
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(slow.counts()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void aRecordThatChangedMeanwhileOvertakesTheWindow() {
    bench.run().window(row("1", ANN));
    BenchRun slow = bench.run();
    WindowCommit commit = slow.classified(row("1", ANNA), row("2", BOB));
    bench.run().window(row("1", BOB));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.rowsOf("record")).isOne();
    assertThat(bench.record(bench.recordOf("1"))).containsEntry("data", BOB);
    assertThat(bench.history(bench.recordOf("1"))).hasSize(1);
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(bench.record(bench.recordOf("1")))
        .containsEntry("data", ANNA)
        .containsEntry("version", 3);
  }

  @Test
  void aRecordThatWasToStayAsItIsAndChangedMeanwhileOvertakesTheWindow() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun shop = bench.run("shop");
    shop.judge = m -> List.of(new Decided(1, 'J', 1, null));
    shop.window(row("9", ANN, "k"));
    BenchRun slow = bench.run("shop");
    slow.judge = m -> List.of(new Decided(1, 'V', m.get(0).version(), null));
    WindowCommit commit = slow.classified(row("9", BOB, "k"));
    bench.run("crm").window(row("1", ANNA, "k"));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", ANN);
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", BOB);
  }

  @Test
  void anExternalIdThatWasToJoinAndWasTakenMeanwhileOvertakesTheWindow() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun slow = bench.run("shop");
    slow.judge = m -> List.of(new Decided(1, 'J', 1, null));
    WindowCommit commit = slow.classified(row("9", ANN, "k"));
    BenchRun fast = bench.run("shop");
    fast.judge = slow.judge;
    fast.window(row("9", BOB, "k"));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", BOB);
  }
}
