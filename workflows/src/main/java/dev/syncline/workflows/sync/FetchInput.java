package dev.syncline.workflows.sync;

import org.jspecify.annotations.Nullable;

/**
 * @param cursor where to read on; null at the beginning
 * @param maxRecords about how many records to read
 */
public record FetchInput(WindowRef window, @Nullable String cursor, int maxRecords) {}
