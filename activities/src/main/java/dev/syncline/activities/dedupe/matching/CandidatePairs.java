package dev.syncline.activities.dedupe.matching;

import java.util.List;

/** Pairs of records that share a blocking key, as two ints in a long, each pair once. */
final class CandidatePairs {
  private final int largest;

  /**
   * @param largest how many records may share a key before it is ignored: it says too little
   */
  CandidatePairs(int largest) {
    this.largest = largest;
  }

  /** Sorted. */
  long[] of(List<List<BlockingKey>> keys) {
    return of(keys, -1);
  }

  /** Of one rule alone; of all where that is negative. */
  long[] of(List<List<BlockingKey>> keys, int rule) {
    long[][] hashes = new long[keys.size()][];
    for (int record = 0; record < hashes.length; record++) {
      hashes[record] =
          keys.get(record).stream()
              .filter(key -> rule < 0 || key.rule() == rule)
              .mapToLong(BlockingKey::hash)
              .toArray();
    }
    return of(hashes);
  }

  /** By the keys of each record; sorted. */
  long[] of(long[][] keys) {
    return pairs(KeyIndex.of(keys));
  }

  private long[] pairs(KeyIndex index) {
    LongList pairs = new LongList();
    for (int from = 0; from < index.size(); ) {
      int to = index.end(from);
      for (int i = from; i < to && to - from <= largest; i++) {
        for (int j = i + 1; j < to; j++) {
          // Sorted by record within a key, so that the left one is the smaller.
          if (index.record(i) != index.record(j)) {
            pairs.add((long) index.record(i) << 32 | index.record(j));
          }
        }
      }
      from = to;
    }
    return pairs.sortedDistinct();
  }

  static int left(long pair) {
    return (int) (pair >>> 32);
  }

  static int right(long pair) {
    return (int) pair;
  }
}
