package dev.syncline.domain;

/**
 * What became of the fetched records. {@code fetched = created + updated + skipped() + failed} in
 * every run at every commit; {@code deleted} counts tombstones and stands outside the identity.
 */
public record Counts(
    long fetched,
    long created,
    long updated,
    long unchanged,
    long duplicate,
    long filtered,
    long held,
    long failed,
    long deleted) {

  public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public long skipped() {
    return unchanged + duplicate + filtered + held;
  }

  public boolean balanced() {
    return fetched == created + updated + skipped() + failed;
  }

  public Counts plus(Counts o) {
    return new Counts(
        fetched + o.fetched,
        created + o.created,
        updated + o.updated,
        unchanged + o.unchanged,
        duplicate + o.duplicate,
        filtered + o.filtered,
        held + o.held,
        failed + o.failed,
        deleted + o.deleted);
  }
}
