package dev.syncline.workflows.sync;

import dev.syncline.domain.Noticed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param candidates a row for each raw row that is not known: mapped, refused, filtered or
 *     superseded
 * @param watermark the newest modification time met, or null
 * @param noticed what they tell about the source; null in results of older versions
 */
public record TransformResult(
    Staged candidates, @Nullable Instant watermark, long millis, @Nullable Noticed noticed) {}
