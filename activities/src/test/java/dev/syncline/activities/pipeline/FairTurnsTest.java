package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.activities.fairness.Workbench;
import dev.syncline.activities.fairness.Workbench.Place;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tenant asks for more than the worker has; another one comes by. */
@Timeout(180)
class FairTurnsTest {
  private static final int RUNS = TestEngine.SLOTS + 4;
  private static final String TASK =
      "{'entity':'%1$s','source':{'connection':'%1$s'},'key':'id','fields':{'name':'name'}}";

  /** The in-process one, and the real server where it is installed. */
  static Stream<Supplier<TestEngine>> engines() {
    Supplier<TestEngine> here = () -> TestEngine.SHARED;
    return TemporalServer.program().isPresent()
        ? Stream.of(here, () -> TestEngine.OnServer.SHARED)
        : Stream.of(here);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aTenantWhoseReadsHangLeavesRoomForAnother(Supplier<TestEngine> engine)
      throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(TestEngine.SLOTS / 2);
    CountDownLatch released = new CountDownLatch(1);
    Pipeline large = new Pipeline(engine.get());
    List<UUID> runs =
        manyRuns(
            large,
            () -> {
              hanging.countDown();
              await(released);
            });
    hanging.await();
    try {
      another(engine.get());
      assertThat(runs).anyMatch(run -> large.row(run).status().open());
    } finally {
      released.countDown();
    }
    completed(large, runs);
  }

  /** What is read is to be saved, and all that one tenant may have at a time is taken. */
  @ParameterizedTest
  @MethodSource("engines")
  void aTenantWhoseWorkPilesUpLeavesRoomForAnother(Supplier<TestEngine> engine) {
    Workbench workbench = engine.get().get(Workbench.class);
    Pipeline large = new Pipeline(engine.get());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      places.add(workbench.take(large.tenant, 0));
    }
    List<UUID> runs;
    try {
      runs = manyRuns(large, () -> {});
      Pipeline.until("work waits", () -> workbench.waiting() > 0);
      another(engine.get());
      assertThat(runs).allMatch(run -> large.row(run).status().open());
    } finally {
      places.forEach(Place::close);
    }
    completed(large, runs);
  }

  private static List<UUID> manyRuns(Pipeline large, Runnable onRead) {
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      String name = "large" + i;
      MemorySystem system = large.connect(name);
      system.rows(MemorySystem.row("1", "Ann"));
      system.onRead = onRead;
      large.task(name, TASK.formatted(name));
      runs.add(large.start(name, SyncMode.FULL, false, RunRequest.ALL));
    }
    return runs;
  }

  private static void another(TestEngine engine) {
    Pipeline small = new Pipeline(engine);
    small.connect("few").rows(MemorySystem.row("1", "Bob"));
    small.task("few", TASK.formatted("few"));
    assertThat(small.full("few").counts().created()).isOne();
  }

  private static void completed(Pipeline large, List<UUID> runs) {
    for (UUID run : runs) {
      assertThat(large.await(run).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(large.row(run).counts().created()).isOne();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
