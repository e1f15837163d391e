package dev.syncline.definitions.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;

/** Which known word was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** A sentence that names the nearest known word and then all of them. */
  public static String hint(String word, Collection<String> known) {
    if (known.isEmpty()) {
      return "nothing is allowed here";
    }
    String nearest =
        known.stream()
            .min(Comparator.comparingInt((String k) -> cost(word, k)).thenComparing(k -> k))
            .orElse("");
    return "did you mean '" + nearest + "'? Known are " + String.join(", ", new TreeSet<>(known));
  }

  /** Twice the edits; a word that only stops early, or goes on, is nearer than two edits. */
  private static int cost(String word, String known) {
    boolean enough = Math.min(word.length(), known.length()) > 2;
    boolean begins = enough && (known.startsWith(word) || word.startsWith(known));
    return begins ? Math.min(3, 2 * distance(word, known)) : 2 * distance(word, known);
  }

  /** Edits from one word to the other: insert, delete, replace, swap two neighbours. */
  static int distance(String one, String other) {
    String a = shortened(one);
    String b = shortened(other);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static String shortened(String word) {
    return word.substring(0, Math.min(80, word.length())).toLowerCase(Locale.ROOT);
  }
}
