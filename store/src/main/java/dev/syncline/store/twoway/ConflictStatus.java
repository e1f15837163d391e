package dev.syncline.store.twoway;

import java.util.Locale;

/** Whether a conflict still waits for a person. */
public enum ConflictStatus {
  OPEN,
  RESOLVED;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ConflictStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
