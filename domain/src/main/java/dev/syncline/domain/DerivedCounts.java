package dev.syncline.domain;

/** What became of the derived records of a run; they stand outside the accounting identity. */
public record DerivedCounts(long created, long updated, long unchanged, long deleted) {
  public static final DerivedCounts ZERO = new DerivedCounts(0, 0, 0, 0);

  public DerivedCounts plus(DerivedCounts o) {
    return new DerivedCounts(
        created + o.created, updated + o.updated, unchanged + o.unchanged, deleted + o.deleted);
  }
}
