package dev.syncline.connectors.spi;

import org.jspecify.annotations.Nullable;

/** A cause that told a secret, without it: its kind, its words and where it happened. */
final class RedactedCause extends Exception {
  private static final long serialVersionUID = 1L;

  private RedactedCause(String message, @Nullable Throwable cause) {
    super(message, cause, false, true);
  }

  static RedactedCause of(Throwable told, Redaction redaction) {
    Throwable cause = told.getCause();
    RedactedCause retold =
        new RedactedCause(
            redaction.clean(told.toString()), cause == null ? null : of(cause, redaction));
    retold.setStackTrace(told.getStackTrace());
    return retold;
  }
}
