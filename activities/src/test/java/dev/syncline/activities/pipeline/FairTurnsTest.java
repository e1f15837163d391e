package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One tenant asks for more than the worker has; another one comes by. */
class FairTurnsTest {
  private static final String TASK =
      "{'entity':'%1$s','source':{'connection':'%1$s'},'key':'id','fields':{'name':'name'}}";

  private final Pipeline large = new Pipeline();
  private final Pipeline small = new Pipeline();

  @Test
  void aTenantWhoseReadsHangLeavesRoomForAnother() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(TestEngine.SLOTS / 2);
    CountDownLatch released = new CountDownLatch(1);
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < TestEngine.SLOTS + 4; i++) {
      String name = "large" + i;
      MemorySystem system = large.connect(name);
      system.rows(MemorySystem.row("1", "Ann"));
      system.onRead =
          () -> {
            hanging.countDown();
            await(released);
          };
      large.task(name, TASK.formatted(name));
      runs.add(large.start(name, SyncMode.FULL, false, RunRequest.ALL));
    }
    hanging.await();
    try {
      small.connect("few").rows(MemorySystem.row("1", "Bob"));
      small.task("few", TASK.formatted("few"));
      assertThat(small.full("few").counts().created()).isOne();
      assertThat(runs).anyMatch(run -> large.row(run).status().open());
    } finally {
      released.countDown();
    }
    for (UUID run : runs) {
      assertThat(large.await(run).status()).isEqualTo(RunStatus.COMPLETED);
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
