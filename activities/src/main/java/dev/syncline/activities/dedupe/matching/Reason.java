package dev.syncline.activities.dedupe.matching;

import org.jspecify.annotations.Nullable;

/**
 * What one field says about two records being one.
 *
 * @param similarity from 0 to 1; null where a value is missing
 * @param weight in bits: each doubles the odds, a negative one halves them
 */
public record Reason(
    String field,
    @Nullable String left,
    @Nullable String right,
    @Nullable Double similarity,
    double weight) {}
