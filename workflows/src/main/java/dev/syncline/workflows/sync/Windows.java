package dev.syncline.workflows.sync;

/** How large a window is: large enough that the engine's cost disappears. */
final class Windows {
  private static final int RECORDS = 50_000;

  private Windows() {}

  /**
   * @param declared the task's own size; 0 for ours
   */
  static int size(int declared) {
    return declared > 0 ? declared : RECORDS;
  }
}
