package dev.syncline.activities.transform;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes record ids: UUID version 7 (RFC 9562), a millisecond and a counter in front so that ids
 * made one after the other sort that way and stand side by side in the index.
 */
final class RecordIds {
  private final SecureRandom random = new SecureRandom();
  private final long millis;
  private long counter;
  private long tail;

  /**
   * @param millis since 1970
   */
  RecordIds(long millis) {
    this.millis = millis;
    this.counter = random.nextInt(1 << 8);
    this.tail = random.nextLong();
  }

  UUID next() {
    counter++;
    long time = millis + (counter >>> 12);
    long high = (time << 16) | 0x7000L | (counter & 0xfff);
    tail = tail * 6364136223846793005L + 1442695040888963407L;
    long low = (tail & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
