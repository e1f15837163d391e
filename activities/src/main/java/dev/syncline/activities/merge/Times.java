package dev.syncline.activities.merge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When two values were set, as far as the systems tell.
 *
 * @param record when the record's values last changed
 * @param incoming when the row last changed in its system
 */
public record Times(@Nullable Instant record, @Nullable Instant incoming) {
  public static final Times UNKNOWN = new Times(null, null);

  /** Without times the row that just came counts as the newer one; a tie goes to the record. */
  boolean incomingIsNewer() {
    return incoming == null || record == null || incoming.isAfter(record);
  }
}
