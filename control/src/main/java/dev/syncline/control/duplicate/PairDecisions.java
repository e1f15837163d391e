package dev.syncline.control.duplicate;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.Merging;
import dev.syncline.store.duplicate.Unmerging;
import org.springframework.stereotype.Component;

/** Merges pairs and takes them apart, and sets the deliveries going that this causes. */
@Component
public class PairDecisions {
  private final Merging merging;
  private final Unmerging unmerging;
  private final DeliveryWaker waker;

  public PairDecisions(Merging merging, Unmerging unmerging, DeliveryWaker waker) {
    this.merging = merging;
    this.unmerging = unmerging;
    this.waker = waker;
  }

  /** See {@link Merging#merge}. */
  public void merge(String tenant, DuplicateRow pair, String by) {
    waker.wakeSoon(tenant, merging.merge(tenant, pair, by));
  }

  /** See {@link Unmerging#unmerge}. */
  public void unmerge(String tenant, DuplicateRow pair, String by) {
    waker.wakeSoon(tenant, unmerging.unmerge(tenant, pair, by));
  }
}
