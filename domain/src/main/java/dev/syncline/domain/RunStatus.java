package dev.syncline.domain;

import java.util.Locale;

/** The state of a run. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  /** A gate stopped it before its first write; a person decides. */
  WAITING_APPROVAL,
  COMPLETED,
  COMPLETED_WITH_ERRORS,
  FAILED,
  CANCELLED;

  /** Whether a workflow is, or is about to be, at work. */
  public boolean open() {
    return this == QUEUED || this == RUNNING;
  }

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static RunStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
