package dev.syncline.domain;

import java.util.Locale;

/** What started a run. */
public enum TriggerKind {
  MANUAL,
  SCHEDULE,
  WEBHOOK,
  RETRY,
  FLOW;

  /** The lower-case word that users read and write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; throws {@link IllegalArgumentException} for any other. */
  public static TriggerKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
