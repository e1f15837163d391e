package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.JaroWinkler;
import dev.syncline.activities.dedupe.similarity.Normal;
import org.jspecify.annotations.Nullable;

/** A few words, as an address line or a full name: by their words in any order, or as a whole. */
record WordsComparison() implements Comparison {
  private static final double[] MATCHING = {0.10, 0.05, 0.07, 0.13, 0.65};
  private static final double[] RANDOM = {0.95, 0.035, 0.009, 0.003, 0.003};
  private static final int MOST = 8;

  /** Phrases that differ in their numbers are only weakly alike: flat 11 is not flat 12. */
  private static final double COUNTED = 0.75;

  /** Words less alike than this have nothing in common. */
  private static final double NEAR = 0.85;

  /**
   * A text.
   *
   * @param letters of each word, see {@link JaroWinkler#letters}
   */
  record Phrase(String text, String[] words, String numbers, long[] letters) {
    static Phrase of(String text) {
      String[] words = text.split(" ", MOST);
      long[] letters = new long[words.length];
      for (int i = 0; i < words.length; i++) {
        letters[i] = JaroWinkler.letters(words[i]);
      }
      return new Phrase(text, words, Normal.digits(text), letters);
    }
  }

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    return text.isEmpty() ? null : Phrase.of(text);
  }

  @Override
  public int level(Object left, Object right) {
    Phrase a = (Phrase) left;
    Phrase b = (Phrase) right;
    if (a.text.equals(b.text)) {
      return 4;
    }
    double alike = similarity(a, b);
    return alike >= 0.93 ? 3 : alike >= 0.82 ? 2 : alike >= 0.7 ? 1 : 0;
  }

  @Override
  public double similarity(Object left, Object right) {
    Phrase a = (Phrase) left;
    Phrase b = (Phrase) right;
    double whole = EditDistance.similarity(a.text, b.text);
    if (!a.numbers.equals(b.numbers)) {
      return Math.min(COUNTED, Math.max(whole, 0.5 * (covered(a, b) + covered(b, a))));
    }
    if (whole >= 0.93 || a.words.length * b.words.length == 1) {
      return whole;
    }
    return Math.max(whole, 0.5 * (covered(a, b) + covered(b, a)));
  }

  /** How much of the first's letters stands in the second, word by word. */
  private static double covered(Phrase of, Phrase in) {
    double found = 0;
    double all = 0;
    for (int i = 0; i < of.words.length; i++) {
      double best = 0;
      for (int j = 0; j < in.words.length && best < 1; j++) {
        best = Math.max(best, near(of, i, in, j));
      }
      found += best * of.words[i].length();
      all += of.words[i].length();
    }
    return found / all;
  }

  private static double near(Phrase a, int i, Phrase b, int j) {
    String word = a.words[i];
    String other = b.words[j];
    if (word.equals(other)) {
      return 1;
    }
    if (word.length() == 1 || other.length() == 1) {
      return word.charAt(0) == other.charAt(0) ? 0.8 : 0;
    }
    if (JaroWinkler.most(word, a.letters[i], other, b.letters[j]) < NEAR) {
      return 0;
    }
    double alike = JaroWinkler.similarity(word, other);
    return alike >= NEAR ? alike : 0;
  }

  @Override
  public String term(Object value) {
    return ((Phrase) value).text;
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
