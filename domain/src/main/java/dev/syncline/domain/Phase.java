package dev.syncline.domain;

import java.util.Locale;

/** Where a run stands, as users see it. */
public enum Phase {
  FETCHING,
  TRANSFORMING,
  SAVING,
  COMPLETING;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static Phase of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
