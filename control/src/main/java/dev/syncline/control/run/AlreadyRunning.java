package dev.syncline.control.run;

/** The engine has a workflow at work under that id. */
final class AlreadyRunning extends Exception {
  private static final long serialVersionUID = 1L;
}
