package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import org.jspecify.annotations.Nullable;

/**
 * A text, by the words that both have, rare words counting more (TF-IDF cosine).
 *
 * @param soft whether nearly equal words count as well; for short texts
 * @param literal whether the same letters are the same text, however they are cut into words: true
 *     for titles of papers, not for products, where one letter is another model
 */
@SuppressWarnings("ArrayRecordComponent")
record TextComparison(
    Corpus corpus, boolean soft, boolean literal, double[] matching, double[] random)
    implements Comparison {
  /** Titles that are written twice with care. */
  static final double[] CAREFUL = {0.005, 0.01, 0.015, 0.03, 0.07, 0.15, 0.72};

  /** Titles that two sellers word on their own. */
  static final double[] LOOSE = {0.03, 0.09, 0.16, 0.20, 0.22, 0.17, 0.13};

  /** Descriptions and the like: often quite different for the same thing. */
  static final double[] FREE = {0.30, 0.20, 0.15, 0.10, 0.08, 0.07, 0.10};

  static final double[] BY_CHANCE = {0.93, 0.05, 0.013, 0.004, 0.0015, 0.0008, 0.0007};

  private static final double LEAST_FOR_LITERAL = 0.3;
  private static final double SAME_LETTERS = 0.75;

  private static final double[] BOUNDS = {0.2, 0.35, 0.5, 0.65, 0.8, 0.93};

  @Override
  public @Nullable Object prepare(String raw) {
    String text = Normal.text(raw);
    return text.isEmpty() ? null : WeighedText.of(text, corpus);
  }

  @Override
  public int level(Object a, Object b) {
    double alike = similarity(a, b);
    int level = 0;
    while (level < BOUNDS.length && alike >= BOUNDS[level]) {
      level++;
    }
    return level;
  }

  @Override
  public double similarity(Object left, Object right) {
    WeighedText a = (WeighedText) left;
    WeighedText b = (WeighedText) right;
    if (a.text().equals(b.text())) {
      return 1;
    }
    double alike = a.cosine(b, soft);
    if (!literal || alike < LEAST_FOR_LITERAL) {
      return alike;
    }
    double letters = EditDistance.similarity(a.text(), b.text());
    return letters < SAME_LETTERS ? alike : Math.max(alike, letters);
  }

  @Override
  public String term(Object value) {
    return ((WeighedText) value).text();
  }
}
