package dev.syncline.activities.notify;

import java.util.Locale;

/**
 * Something to tell.
 *
 * @param status of the runs it is about
 * @param count how many ends it stands for
 * @param run the last of them, as JSON text
 */
record Message(Kind kind, String status, int count, String run) {

  /** Why it is told. */
  enum Kind {
    /** A trouble that was not told of before. */
    ALERT,
    /** The same trouble, again and again. */
    SUMMARY,
    /** A trouble that was told of is over. */
    RECOVERED,
    /** An end that is no trouble. */
    NOTICE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
