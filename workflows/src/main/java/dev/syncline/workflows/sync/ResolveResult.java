package dev.syncline.workflows.sync;

/** Each mapped candidate with what is to happen to its record. */
public record ResolveResult(Staged decisions, long millis) {}
