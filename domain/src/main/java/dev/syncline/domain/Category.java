package dev.syncline.domain;

import java.util.Locale;

/**
 * What kind of trouble a {@link SynclineException} stands for. The category alone decides whether
 * the work is tried again, which HTTP status is answered and which exit code is returned.
 */
public enum Category {
  /** Something that was named does not exist. */
  NOT_FOUND(false),
  /** It exists and is switched off. */
  NOT_ENABLED(false),
  /** Settings or credentials are incomplete. */
  NOT_CONFIGURED(false),
  /** What was given cannot be right: a value, a file, an answer of the wrong shape. */
  INVALID(false),
  /** The other system refuses the credentials (401, 403). */
  AUTH(false),
  /** The other system asks for patience (429). */
  RATE_LIMITED(true),
  /** The other system cannot be reached or is failing (timeouts, resets, 5xx). */
  UNAVAILABLE(true),
  /** Somebody else was faster: a version, a unique key, a run in progress. */
  CONFLICT(false),
  /** A size limit was passed. */
  TOO_LARGE(false),
  /** The caller has no key, or one that is not valid. */
  UNAUTHENTICATED(false),
  /** The caller may not do this. */
  FORBIDDEN(false),
  /** Our own database did not answer; always tried again, never counted as an attempt. */
  DATABASE(true),
  /** The unlogged staging of a window was emptied by a database crash: the window is read again. */
  STAGING_LOST(false),
  /** The run was cancelled while the work was going on. */
  CANCELLED(false),
  /** A defect of Syncline itself. */
  INTERNAL(false);

  private final boolean retryable;

  Category(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether trying the same again later can help. */
  public boolean retryable() {
    return retryable;
  }

  /** The lower-case word that users read, for example {@code not_found}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
