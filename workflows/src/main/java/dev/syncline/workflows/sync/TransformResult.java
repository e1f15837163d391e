package dev.syncline.workflows.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param candidates a row for each raw row: mapped, refused, filtered or superseded
 * @param watermark the newest modification time met, or null
 */
public record TransformResult(Staged candidates, @Nullable Instant watermark, long millis) {}
