package dev.syncline.activities.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.activities.fairness.Workbench.Place;
import io.temporal.client.ActivityWorkerShutdownException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two places for one processor: one tenant alone may have one of them. */
@Timeout(60)
class WorkbenchTest {
  private final Workbench workbench = new Workbench(1, true);
  private final BlockingQueue<Place> taken = new LinkedBlockingQueue<>();
  private final List<String> order = new CopyOnWriteArrayList<>();

  /** Begins to wait, and is known to wait when this returns. */
  private Thread waits(String tenant, int stage) {
    int before = workbench.waiting();
    Thread thread =
        new Thread(
            () -> {
              try {
                Place place = workbench.take(tenant, stage);
                order.add(tenant + stage);
                taken.add(place);
              } catch (ActivityWorkerShutdownException e) {
                order.add("stopped");
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (workbench.waiting() == before) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private void next() throws InterruptedException {
    taken.take().close();
  }

  @Test
  void aNewcomerBeginsAtOnceBesideOneWithMuchWork() {
    Place first = workbench.take("large", 0);
    waits("large", 0);
    waits("large", 0);
    try (Place second = workbench.take("small", 0)) {
      assertThat(workbench.waiting()).as("of the other tenant").isEqualTo(2);
    }
    first.close();
  }

  @Test
  void whoHasTheFewestPlacesIsServedBeforeThoseWhoWaitedLonger() throws InterruptedException {
    Place large = workbench.take("large", 0);
    Place small = workbench.take("small", 0);
    waits("large", 0);
    waits("large", 0);
    waits("third", 0);
    small.close();
    next();
    assertThat(order.get(0)).isEqualTo("third0");
    large.close();
    next();
    next();
    assertThat(order).containsExactly("third0", "large0", "large0");
  }

  @Test
  void ofOneTenantWhatIsNearestToItsEndComesFirst() throws InterruptedException {
    Place first = workbench.take("large", 0);
    waits("large", 0);
    waits("large", 1);
    waits("large", 5);
    waits("large", 1);
    first.close();
    for (int i = 0; i < 4; i++) {
      next();
    }
    assertThat(order).containsExactly("large5", "large1", "large1", "large0");
  }

  @Test
  void whoStopsWaitingLeavesNothingBehind() throws InterruptedException {
    Place first = workbench.take("large", 0);
    Thread waiting = waits("large", 0);
    waiting.interrupt();
    waiting.join();
    assertThat(order).containsExactly("stopped");
    assertThat(workbench.waiting()).isZero();
    first.close();
    workbench.take("large", 0).close();
  }

  @Test
  void nobodyWaitsWhereSharingIsOff() {
    Workbench open = new Workbench(1, false);
    for (int i = 0; i < 10; i++) {
      open.take("large", 0);
    }
    assertThat(open.waiting()).isZero();
  }
}
