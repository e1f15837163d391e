package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import java.util.Arrays;
import java.util.LinkedHashSet;

/**
 * A text as its distinct words and their weights, of which the squares sum to one.
 *
 * @param words sorted
 */
@SuppressWarnings("ArrayRecordComponent")
record WeighedText(String text, String[] words, double[] weights) {
  private static final double NEARLY = 0.85;

  static String[] words(String normal) {
    String[] words = new LinkedHashSet<>(Arrays.asList(normal.split(" "))).toArray(String[]::new);
    Arrays.sort(words);
    return words;
  }

  static WeighedText of(String normal, Corpus corpus) {
    String[] words = words(normal);
    double[] weights = new double[words.length];
    double squares = 0;
    for (int i = 0; i < words.length; i++) {
      weights[i] = corpus.weight(words[i]);
      squares += weights[i] * weights[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < words.length; i++) {
      weights[i] /= length;
    }
    return new WeighedText(normal, words, weights);
  }

  /** The cosine of the angle between both; soft: words that are nearly the same count as well. */
  double cosine(WeighedText other, boolean soft) {
    double sum = 0;
    long aloneHere = 0;
    long aloneThere = 0;
    int i = 0;
    int j = 0;
    while (i < words.length || j < other.words.length) {
      int order =
          i == words.length ? 1 : j == other.words.length ? -1 : words[i].compareTo(other.words[j]);
      if (order == 0) {
        sum += weights[i++] * other.weights[j++];
      } else if (order < 0) {
        aloneHere |= i < 64 ? 1L << i : 0;
        i++;
      } else {
        aloneThere |= j < 64 ? 1L << j : 0;
        j++;
      }
    }
    return Math.min(1, soft ? sum + nearly(other, aloneHere, aloneThere) : sum);
  }

  private double nearly(WeighedText other, long here, long there) {
    double sum = 0;
    for (long rest = here; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      for (long open = there; open != 0; open &= open - 1) {
        int j = Long.numberOfTrailingZeros(open);
        if (alike(words[i], other.words[j])) {
          sum += NEARLY * weights[i] * other.weights[j];
          there &= ~(1L << j);
          break;
        }
      }
    }
    return sum;
  }

  private static boolean alike(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    if (shorter < 4) {
      return false;
    }
    if (a.startsWith(b) || b.startsWith(a)) {
      return true;
    }
    return shorter > 4
        && !Character.isDigit(a.charAt(a.length() - 1))
        && Math.abs(a.length() - b.length()) < 2
        && EditDistance.between(a, b) == 1;
  }
}
