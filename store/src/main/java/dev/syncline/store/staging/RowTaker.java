package dev.syncline.store.staging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes raw rows. */
@FunctionalInterface
public interface RowTaker {
  /**
   * @param payload holds the payload from offset on
   * @param code null where the row could be read
   * @param digest what it is known by when it comes again, or null
   */
  void row(
      int seq,
      byte[] payload,
      int offset,
      int length,
      @Nullable String place,
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String message,
      @Nullable UUID digest);
}
