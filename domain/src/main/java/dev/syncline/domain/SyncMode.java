package dev.syncline.domain;

import java.util.Locale;

/** Whether a run reads all of its source or what changed since the last run. */
public enum SyncMode {
  FULL,
  INCREMENTAL;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static SyncMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
