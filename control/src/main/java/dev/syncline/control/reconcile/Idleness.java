package dev.syncline.control.reconcile;

import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.run.Runs;
import org.springframework.stereotype.Component;

/** Whether the engine has nothing to do that the database knows of. */
@Component
public class Idleness {
  private final Runs runs;
  private final OutboxRows outbox;

  public Idleness(Runs runs, OutboxRows outbox) {
    this.runs = runs;
    this.outbox = outbox;
  }

  /** No run is open and no row waits to be delivered; over all tenants. */
  public boolean idle() {
    return runs.open().isEmpty() && outbox.waitingConnections().isEmpty();
  }
}
