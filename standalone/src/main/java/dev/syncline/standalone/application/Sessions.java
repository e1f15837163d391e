package dev.syncline.standalone.application;

/** Starts the application. */
@FunctionalInterface
public interface Sessions {
  /** Starts everything; where that fails, what was started is stopped again. */
  Session open(SessionSettings settings);
}
