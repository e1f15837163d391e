package dev.syncline.workflows.sync;

/** Each mapped candidate with the record it belongs to. */
public record DedupeResult(Staged matches, long millis) {}
