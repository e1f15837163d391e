package dev.syncline.workflows.sync;

import dev.syncline.workflows.RunRef;

/**
 * Names a window of a run; windows count from 1, over all legs.
 *
 * @param leg the system it is read from: 0 the source; further ones in a two-way task
 */
public record WindowRef(RunRef run, int window, int leg) {

  /** A window of the source. */
  public WindowRef(RunRef run, int window) {
    this(run, window, 0);
  }

  WindowRef next() {
    return new WindowRef(run, window + 1, leg);
  }
}
