package dev.syncline.workflows.delivery;

import java.time.Duration;

/**
 * @param more whether rows are left
 * @param pause how long to wait before the next attempt; the system asked for patience
 */
public record DrainResult(boolean more, Duration pause) {}
