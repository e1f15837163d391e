package dev.syncline.activities.dedupe.matching;

/** 64-bit hashes of texts: FNV-1a with a finish, the same on every machine. */
final class Hash {
  private Hash() {}

  static long of(long salt, String... parts) {
    long hash = 0xcbf29ce484222325L ^ salt * 0x9E3779B97F4A7C15L;
    for (String part : parts) {
      for (int i = 0; i < part.length(); i++) {
        hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ 0xffff) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }
}
