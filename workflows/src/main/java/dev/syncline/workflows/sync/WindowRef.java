package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;

/** Names a window of a run; windows count from 1. */
public record WindowRef(RunRef run, int window) {}
