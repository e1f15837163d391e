package dev.syncline.workflows.sync;

/** The candidates of a window and the records they belong to. */
public record ResolveInput(WindowRef window, Staged candidates, Staged matches) {}
