package dev.syncline.activities.dedupe.matching;

import java.util.Arrays;
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
    int size = 0;
    for (List<BlockingKey> of : keys) {
      size += of.size();
    }
    long[] hashes = new long[size];
    int n = 0;
    for (List<BlockingKey> of : keys) {
      for (BlockingKey key : of) {
        if (rule < 0 || key.rule() == rule) {
          hashes[n++] = key.hash();
        }
      }
    }
    long[] distinct = Arrays.copyOf(hashes, n);
    Arrays.sort(distinct);
    return pairs(distinct, members(keys, rule, distinct));
  }

  /** Puts each record where its key first stands in the sorted keys, one after the other. */
  private static int[] members(List<List<BlockingKey>> keys, int rule, long[] sorted) {
    int[] members = new int[sorted.length];
    int[] fill = new int[sorted.length];
    for (int record = 0; record < keys.size(); record++) {
      for (BlockingKey key : keys.get(record)) {
        if (rule < 0 || key.rule() == rule) {
          int at = first(sorted, key.hash());
          members[at + fill[at]++] = record;
        }
      }
    }
    return members;
  }

  private static int first(long[] sorted, long key) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long[] pairs(long[] sorted, int[] members) {
    LongList pairs = new LongList();
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      if (to - from <= largest) {
        for (int i = from; i < to; i++) {
          for (int j = i + 1; j < to; j++) {
            if (members[i] != members[j]) {
              pairs.add(
                  (long) Math.min(members[i], members[j]) << 32 | Math.max(members[i], members[j]));
            }
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
