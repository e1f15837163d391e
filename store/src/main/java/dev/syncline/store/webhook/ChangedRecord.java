package dev.syncline.store.webhook;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;

/**
 * A record that a call was about.
 *
 * @param externalId empty where the call named none; at most 2000 bytes, as all external ids
 */
public record ChangedRecord(String resource, String externalId) {
  private static final int LONGEST = 2_000;

  /** Throws INVALID for an id that no record can have, and the database cannot keep. */
  public ChangedRecord {
    boolean text =
        externalId.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(externalId);
    if (!text || externalId.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw SynclineException.of(
          Category.INVALID,
          "the call names a record by an id that is none: it is longer than "
              + LONGEST
              + " bytes, or holds a NUL or half a character");
    }
  }
}
