package dev.syncline.workflows.sync;

/** The raw rows of a window. */
public record TransformInput(WindowRef window, Staged raw) {}
