package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.JaroWinkler;
import dev.syncline.activities.dedupe.similarity.Normal;
import dev.syncline.activities.dedupe.similarity.Phonetic;
import org.jspecify.annotations.Nullable;

/** A given name, a family name, a town: the same, one typing error, sounding alike, alike. */
record NameComparison(Phonetic sounds) implements Comparison {
  /** Names less alike than this are different. */
  private static final double LEAST = 0.7;

  private static final double[] MATCHING = {0.07, 0.04, 0.07, 0.14, 0.68};
  private static final double[] RANDOM = {0.93, 0.04, 0.015, 0.004, 0.011};

  /**
   * A name.
   *
   * @param key a sound that others are found by
   * @param letters of the text, see {@link JaroWinkler#letters}
   */
  record Name(String text, String code, String key, long letters) {}

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.compact(raw);
    if (text.isEmpty()) {
      return null;
    }
    String code = sounds.code(text);
    return new Name(text, code, sounds.key(code), JaroWinkler.letters(text));
  }

  @Override
  public int level(Object left, Object right) {
    Name a = (Name) left;
    Name b = (Name) right;
    if (a.text.equals(b.text)) {
      return 4;
    }
    if (JaroWinkler.most(a.text, a.letters, b.text, b.letters) < LEAST) {
      return 0;
    }
    double alike = JaroWinkler.similarity(a.text, b.text);
    if (alike < LEAST || !Normal.digits(a.text).equals(Normal.digits(b.text))) {
      return 0;
    }
    int shorter = Math.min(a.text.length(), b.text.length());
    int edits = EditDistance.between(a.text, b.text);
    if (edits == 1 && shorter > 2) {
      return 3;
    }
    if (shorter == 1) {
      return a.text.charAt(0) == b.text.charAt(0) ? 2 : 0;
    }
    if (alike >= 0.9
        || (edits == 2 && shorter > 4)
        || (!a.code.isEmpty()
            && !b.code.isEmpty()
            && sounds.same(a.code, b.code)
            && alike >= 0.78)) {
      return 2;
    }
    return alike >= 0.8 || (edits == 3 && shorter > 6) ? 1 : 0;
  }

  @Override
  public double similarity(Object a, Object b) {
    return JaroWinkler.similarity(((Name) a).text, ((Name) b).text);
  }

  @Override
  public String term(Object value) {
    return ((Name) value).text;
  }

  @Override
  public double[] matching() {
    return MATCHING;
  }

  @Override
  public double[] random() {
    return RANDOM;
  }
}
