package dev.syncline.workflows.sync;

import dev.syncline.domain.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands.
 *
 * @param totalRecords how many records there are to read, or null while it is not known
 * @param processedRecords how many are done, failed ones included
 * @param percentage 0 to 100; never falls
 */
public record Progress(
    Phase phase, @Nullable Long totalRecords, long processedRecords, int percentage) {
  public static final Progress NONE = new Progress(Phase.FETCHING, null, 0, 0);
}
