package dev.syncline.activities.dedupe.matching;

import java.util.Arrays;

/**
 * Which records have which keys: sorted, in each entry the upper bits of the key and the number of
 * the record below, so that one sort of primitives makes it. Keys are hashes: losing their lowest
 * bits makes next to no more of them meet by chance.
 *
 * @param bits how many are the record's
 * @param pages where the entries begin whose keys have the same highest bits: hashes are spread
 *     evenly
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyIndex(long[] entries, int bits, int[] pages) {
  private static final int PAGE_BITS = 14;

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
    return new KeyIndex(entries, bits, pages(entries));
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
   * The records that share one of these keys, each once.
   *
   * @param largest how many records may share a key before it is ignored
   */
  int[] sharing(long[] some, int largest) {
    int[] found = new int[32];
    int n = 0;
    for (long key : some) {
      int from = begin(key);
      int to = from < entries.length && entries[from] >> bits == key >> bits ? end(from) : from;
      for (int at = from; at < to && to - from <= largest; at++) {
        if (n == found.length) {
          found = Arrays.copyOf(found, 2 * n);
        }
        found[n++] = record(at);
      }
    }
    Arrays.sort(found, 0, n);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || found[i] != found[i - 1]) {
        found[kept++] = found[i];
      }
    }
    return Arrays.copyOf(found, kept);
  }

  /** Where the entries of a key begin, or would. The directory leaves a handful to look through. */
  private int begin(long key) {
    long wanted = key >> bits << bits;
    int page = page(key);
    int place = Arrays.binarySearch(entries, pages[page], pages[page + 1], wanted);
    return place < 0 ? -place - 1 : place;
  }

  private static int page(long key) {
    return (int) (key >> Long.SIZE - PAGE_BITS) + (1 << PAGE_BITS - 1);
  }

  private static int[] pages(long[] entries) {
    int[] pages = new int[(1 << PAGE_BITS) + 1];
    for (long entry : entries) {
      pages[page(entry) + 1]++;
    }
    for (int page = 1; page < pages.length; page++) {
      pages[page] += pages[page - 1];
    }
    return pages;
  }
}
