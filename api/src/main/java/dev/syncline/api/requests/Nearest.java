package dev.syncline.api.requests;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** Which known word was probably meant. */
final class Nearest {
  private Nearest() {}

  static String hint(String word, Collection<String> known) {
    String nearest = known.stream().min(Comparator.comparingInt(k -> distance(word, k))).orElse("");
    return "did you mean '" + nearest + "'? Known are " + String.join(", ", new TreeSet<>(known));
  }

  private static int distance(String one, String other) {
    String a = one.substring(0, Math.min(80, one.length()));
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
