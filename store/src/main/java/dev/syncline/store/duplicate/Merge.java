package dev.syncline.store.duplicate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pair that is merged.
 *
 * @param no the order of the merges
 * @param before the left record before; null where it was what the merge before this one made of it
 * @param gone the right record before
 */
record Merge(
    UUID id,
    long no,
    UUID left,
    UUID right,
    Survivorship survivorship,
    @Nullable Snapshot before,
    Snapshot gone) {}
