package dev.syncline.store.window;

/** Another writer was faster: nothing was written, the window must be matched again. */
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overtaken(String what) {
    super(what);
  }
}
