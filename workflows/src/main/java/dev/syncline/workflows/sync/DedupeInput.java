package dev.syncline.workflows.sync;

/** The candidates of a window. */
public record DedupeInput(WindowRef window, Staged candidates) {}
