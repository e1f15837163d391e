package dev.syncline.domain;

import java.util.Locale;

/** How a run ended: failed where it could not go on or every fetched record failed. */
public enum Outcome {
  SUCCESS,
  PARTIAL,
  FAILED;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static Outcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
