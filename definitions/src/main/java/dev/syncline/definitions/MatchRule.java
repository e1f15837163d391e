package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule of a task's own by which records are the same. */
public sealed interface MatchRule {
  /** The record's fields that it looks at. */
  List<String> fields();

  /** Records that have the same values in all of these fields are one for certain. */
  record Exact(List<String> fields) implements MatchRule {
    public Exact {
      fields = List.copyOf(fields);
    }
  }

  /**
   * How alike two records are in one respect.
   *
   * @param fields one field; for {@link Method#GEO} one with both coordinates, or two
   * @param weight its share in the score, relative to the other rules
   * @param threshold a likeness below it counts as none
   * @param within the distance at which the likeness is gone: an amount, days or kilometres; null
   *     for the method's own
   * @param phonetic how words are turned into sounds; null to go by the locale
   */
  record Alike(
      List<String> fields,
      Method method,
      double weight,
      double threshold,
      @Nullable Double within,
      @Nullable String phonetic,
      @Nullable String locale)
      implements MatchRule {
    public Alike {
      fields = List.copyOf(fields);
    }
  }

  /** How two values are compared. */
  enum Method {
    EXACT,
    JARO_WINKLER,
    DAMERAU_LEVENSHTEIN,
    TOKENS,
    PHONETIC,
    NUMERIC,
    DATE,
    GEO;

    /** Whether it measures a distance. */
    public boolean distance() {
      return this == NUMERIC || this == DATE || this == GEO;
    }
  }
}
