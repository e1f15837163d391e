package dev.syncline.activities.deliver;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.run.RunHistory;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.sync.DeliverActivity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** The {@link DeliverActivity}: wakes deliveries and waits for the run's own rows. */
@Component
public class DeliveryWaiting implements DeliverActivity {
  private static final long FIRST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 1_000;

  private final DeliveryWaker waker;
  private final OutboxRows outbox;
  private final RunHistory history;

  public DeliveryWaiting(DeliveryWaker waker, OutboxRows outbox, RunHistory history) {
    this.waker = waker;
    this.outbox = outbox;
    this.history = history;
  }

  @Override
  public void wake(RunRef run, List<String> connections) {
    connections.forEach(connection -> waker.wake(run.tenant(), connection));
  }

  @Override
  public void awaitDelivered(RunRef run) {
    long pause = FIRST_MILLIS;
    long began = System.nanoTime();
    while (outbox.waiting(run.tenant(), run.syncId()) > 0) {
      Pulse.check();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
      pause = Math.min(LONGEST_MILLIS, pause * 2);
    }
    history.took(
        run.tenant(), run.syncId(), "delivering", Duration.ofNanos(System.nanoTime() - began));
  }
}
