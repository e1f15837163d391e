package dev.syncline.store.plan;

import java.util.Locale;

/** How far a plan is. */
public enum PlanStatus {
  PLANNING,
  /** A dry run's, which may be applied. */
  READY,
  /** A gate stopped it; a person decides. */
  WAITING,
  APPLYING,
  APPLIED,
  /** It can only be looked at. */
  DROPPED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PlanStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
