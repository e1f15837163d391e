package dev.syncline.store.duplicate;

import java.util.Locale;

/** What became of a pair. */
public enum DuplicateStatus {
  /** Waits for a person. */
  OPEN,
  MERGED,
  /** Two different things, a person said. */
  DISMISSED,
  /** Merged, and taken apart again. */
  UNMERGED;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DuplicateStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
