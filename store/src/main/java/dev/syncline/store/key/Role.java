package dev.syncline.store.key;

import java.util.Locale;

/** What the holder of a key may do; each may do all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Runs and decides. */
  OPERATOR,
  /** Configures. */
  ADMIN;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
