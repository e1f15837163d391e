package dev.syncline.store.staging;

import org.jspecify.annotations.Nullable;

/** Takes raw rows. */
@FunctionalInterface
public interface RowTaker {
  /**
   * @param payload holds the payload from offset on
   * @param code null where the row could be read
   */
  void row(
      int seq,
      byte[] payload,
      int offset,
      int length,
      @Nullable String place,
      @Nullable String externalId,
      @Nullable String code,
      @Nullable String message);
}
