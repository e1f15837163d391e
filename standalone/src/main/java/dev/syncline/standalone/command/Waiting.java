package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Session;

/** What commands do that go on until they are stopped. */
final class Waiting {
  private static final long LOOK_MILLIS = 500;

  private Waiting() {}

  static void untilClosing(Session session) {
    try {
      while (!session.closing()) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
