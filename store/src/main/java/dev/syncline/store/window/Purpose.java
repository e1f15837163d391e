package dev.syncline.store.window;

/** What committing a window is for. */
public enum Purpose {
  /** The records are written. */
  RECORDS,
  /** A plan is written that is judged before it is applied; nothing counts as done yet. */
  PLAN,
  /** A plan is written and nothing else; the run counts what would be done. */
  DRY_RUN;

  /** Whether a plan is written in place of records. */
  public boolean plans() {
    return this != RECORDS;
  }
}
