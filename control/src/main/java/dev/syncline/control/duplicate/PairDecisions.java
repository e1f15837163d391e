package dev.syncline.control.duplicate;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.Merging;
import dev.syncline.store.duplicate.Unmerging;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Merges pairs and takes them apart, and sets the deliveries going that this causes. */
@Component
public class PairDecisions {
  private static final Logger log = LoggerFactory.getLogger(PairDecisions.class);

  private final Merging merging;
  private final Unmerging unmerging;
  private final DeliveryWaker waker;

  public PairDecisions(Merging merging, Unmerging unmerging, DeliveryWaker waker) {
    this.merging = merging;
    this.unmerging = unmerging;
    this.waker = waker;
  }

  /** See {@link Merging#merge}. */
  public void merge(String tenant, DuplicateRow pair) {
    wake(tenant, merging.merge(tenant, pair));
  }

  /** See {@link Unmerging#unmerge}. */
  public void unmerge(String tenant, DuplicateRow pair) {
    wake(tenant, unmerging.unmerge(tenant, pair));
  }

  /** The decision stands by now; without the engine the reconciler wakes the deliveries later. */
  private void wake(String tenant, List<String> connections) {
    for (String connection : connections) {
      try {
        waker.wake(tenant, connection);
      } catch (StatusRuntimeException e) {
        log.warn("the delivery to {} could not be woken yet: {}", connection, e.getMessage());
      }
    }
  }
}
