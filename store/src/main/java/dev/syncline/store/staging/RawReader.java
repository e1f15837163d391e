package dev.syncline.store.staging;

/** Reads the columns of a raw row and hands them on. */
public final class RawReader {
  private final RowTaker taker;

  public RawReader(RowTaker taker) {
    this.taker = taker;
  }

  void row(BinaryCopyReader copy) {
    int seq = copy.int32();
    int length = copy.skip();
    int offset = copy.offset();
    taker.row(
        seq,
        copy.array(),
        offset,
        length,
        copy.text(),
        copy.text(),
        copy.text(),
        copy.text(),
        copy.uuid());
  }
}
