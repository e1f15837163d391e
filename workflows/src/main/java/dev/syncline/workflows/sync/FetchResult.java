package dev.syncline.workflows.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param raw what was read, bad rows included
 * @param cursor where the next window begins; null when done
 * @param total how many records the whole source has, where it tells
 * @param fraction how much of the source has been read, 0 to 1, where it can be estimated
 * @param millis how long the read took
 * @param asked what the source was asked to leave out; null in results of older versions
 * @param known what of it is known to be unchanged; null in results of older versions
 * @param begun when it began by the database's clock, where that matters: in two-way tasks
 */
public record FetchResult(
    Staged raw,
    @Nullable String cursor,
    boolean done,
    @Nullable Long total,
    @Nullable Double fraction,
    long millis,
    @Nullable Instant begun,
    @Nullable Asked asked,
    @Nullable Known known) {

  /** A read of which nobody asks when it began. */
  public FetchResult(
      Staged raw,
      @Nullable String cursor,
      boolean done,
      @Nullable Long total,
      @Nullable Double fraction,
      long millis) {
    this(raw, cursor, done, total, fraction, millis, null, null, null);
  }
}
