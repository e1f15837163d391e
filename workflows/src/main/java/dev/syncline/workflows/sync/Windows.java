package dev.syncline.workflows.sync;

/**
 * How large a window is. The first is small enough for a small sync to be quick and large enough
 * that it is also the only one; later ones grow until the engine's cost disappears.
 */
final class Windows {
  private static final int FIRST = 20_000;
  private static final int LARGEST = 50_000;

  private Windows() {}

  static int size(int declared, int window) {
    if (declared > 0) {
      return declared;
    }
    return window == 1 ? FIRST : LARGEST;
  }
}
