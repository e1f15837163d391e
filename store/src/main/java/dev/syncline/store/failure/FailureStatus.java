package dev.syncline.store.failure;

import java.util.Locale;

/** What became of a quarantined record. */
public enum FailureStatus {
  FAILED,
  RETRYING,
  RESOLVED,
  IGNORED;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static FailureStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
