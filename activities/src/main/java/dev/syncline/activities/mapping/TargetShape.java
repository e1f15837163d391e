package dev.syncline.activities.mapping;

import java.util.Arrays;

/** Target field names, sorted, each with its bytes up to the colon. */
@SuppressWarnings("ArrayRecordComponent")
record TargetShape(String[] names, byte[][] encoded) {

  static TargetShape of(String[] names) throws MappingRefused {
    String[] sorted = names.clone();
    Arrays.sort(sorted);
    byte[][] encoded = new byte[sorted.length][];
    CanonicalJson json = new CanonicalJson();
    for (int i = 0; i < sorted.length; i++) {
      json.reset();
      try {
        json.string(sorted[i]);
      } catch (MappingRefused refused) {
        throw refused.inField(sorted[i]);
      }
      json.raw(':');
      encoded[i] = json.copy();
    }
    return new TargetShape(sorted, encoded);
  }

  /** The position of a name that is one of them. */
  int index(String name) {
    return Arrays.binarySearch(names, name);
  }
}
