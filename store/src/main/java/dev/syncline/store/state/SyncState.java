package dev.syncline.store.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has read.
 *
 * @param watermark the newest modification time met, or null where the source has none
 * @param fingerprint of the mapping it was read with
 * @param repeats whether a key came in several windows of the last full read, or of one since
 */
public record SyncState(@Nullable Instant watermark, String fingerprint, boolean repeats) {}
