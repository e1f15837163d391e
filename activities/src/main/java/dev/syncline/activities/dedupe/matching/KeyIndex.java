package dev.syncline.activities.dedupe.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which records have which keys: sorted, in each entry the upper bits of the key and the number of
 * the record below, so that one sort of primitives makes it. Keys are hashes: losing their lowest
 * bits makes next to no more of them meet by chance.
 *
 * @param bits how many are the record's
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyIndex(long[] entries, int bits) {
  private static final int[] NONE = {};

  static KeyIndex of(long[][] keys) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(keys.length);
    int size = 0;
    for (long[] of : keys) {
      size += of.length;
    }
    long[] entries = new long[size];
    int n = 0;
    for (int record = 0; record < keys.length; record++) {
      for (long key : keys[record]) {
        entries[n++] = key >> bits << bits | record;
      }
    }
    Arrays.parallelSort(entries);
    return new KeyIndex(entries, bits);
  }

  int size() {
    return entries.length;
  }

  int record(int at) {
    return (int) (entries[at] & (1L << bits) - 1);
  }

  /** Where the entries of this one's key end. */
  int end(int from) {
    long key = entries[from] >> bits;
    int to = from + 1;
    while (to < entries.length && entries[to] >> bits == key) {
      to++;
    }
    return to;
  }

  /**
   * The records that share one of these keys.
   *
   * @param largest how many records may share a key before it is ignored
   */
  IntStream sharing(long[] some, int largest) {
    return Arrays.stream(some)
        .mapToObj(key -> block(key, largest))
        .flatMapToInt(Arrays::stream)
        .distinct();
  }

  private int[] block(long key, int largest) {
    int place = Arrays.binarySearch(entries, key >> bits << bits);
    int from = place < 0 ? -place - 1 : place;
    boolean there = from < entries.length && entries[from] >> bits == key >> bits;
    int to = there ? end(from) : from;
    return to == from || to - from > largest
        ? NONE
        : IntStream.range(from, to).map(this::record).toArray();
  }
}
