package dev.syncline.domain;

/** What became of the rows a run wrote out to other systems. */
public record DeliveredCounts(
    long created, long updated, long unchanged, long deleted, long failed) {
  public static final DeliveredCounts ZERO = new DeliveredCounts(0, 0, 0, 0, 0);

  public DeliveredCounts plus(DeliveredCounts o) {
    return new DeliveredCounts(
        created + o.created,
        updated + o.updated,
        unchanged + o.unchanged,
        deleted + o.deleted,
        failed + o.failed);
  }
}
