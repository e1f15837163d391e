package dev.syncline.workflows.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source was asked to leave out by itself.
 *
 * @param since whatever changed before this time, or null
 * @param ids whether it was asked for certain ids alone
 * @param until whatever changed after this time, or null
 * @param statuses whatever has another status than these; empty where it was not asked
 */
public record Asked(
    @Nullable Instant since, boolean ids, @Nullable Instant until, List<String> statuses) {
  public static final Asked ALL = new Asked(null, false, null, List.of());

  /** Histories from before do not tell the statuses. */
  public Asked {
    statuses = statuses == null ? List.of() : List.copyOf(statuses);
  }
}
