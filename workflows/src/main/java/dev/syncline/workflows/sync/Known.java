package dev.syncline.workflows.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a window that look as they did when they were last merged: they are unchanged.
 *
 * @param newest the newest modification time among them, or null
 */
public record Known(long rows, @Nullable Instant newest) {
  public static final Known NONE = new Known(0, null);
}
