package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Has the run's outbox rows written out. */
@ActivityInterface
public interface DeliverActivity {
  /** Wakes the delivery of these connections; does not wait for it. */
  void wake(RunRef run, List<String> connections);

  /** Waits until none of the run's rows is on its way any more. */
  void awaitDelivered(RunRef run);
}
