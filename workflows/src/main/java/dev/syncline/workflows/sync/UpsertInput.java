package dev.syncline.workflows.sync;

import dev.syncline.domain.Noticed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window ready to be committed.
 *
 * @param cursor where the next window begins
 * @param done whether this is the last window of the read
 * @param watermark the newest modification time met in this window
 * @param noticed what its rows tell about the source, or null
 * @param spent the staging tables that nobody needs once it is committed
 * @param known what of it is known to be unchanged, or null
 * @param raw what was read, where some of it is known
 */
public record UpsertInput(
    WindowRef window,
    Staged candidates,
    Staged decisions,
    @Nullable String cursor,
    boolean done,
    @Nullable Long total,
    @Nullable Instant watermark,
    long fetchMillis,
    long transformMillis,
    long matchMillis,
    @Nullable Noticed noticed,
    List<String> spent,
    @Nullable Known known,
    @Nullable Staged raw) {}
