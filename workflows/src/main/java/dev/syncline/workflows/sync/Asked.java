package dev.syncline.workflows.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source was asked to leave out by itself.
 *
 * @param since whatever changed before this time, or null
 * @param ids whether it was asked for certain ids alone
 */
public record Asked(@Nullable Instant since, boolean ids) {
  public static final Asked ALL = new Asked(null, false);
}
