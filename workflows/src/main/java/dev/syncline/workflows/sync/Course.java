package dev.syncline.workflows.sync;

/** How a run goes. */
public enum Course {
  /** Each window is written as it was read. */
  STREAM,
  /** All windows are read into a plan first, which is then judged. */
  PLAN,
  /** A plan is applied; nothing is read. */
  APPLY
}
