package dev.syncline.connectors.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which names of many are most like one. */
final class NearNames {
  private static final int SHOWN = 5;

  private NearNames() {}

  static List<String> of(String word, Collection<String> names) {
    return names.stream()
        .sorted(Comparator.comparingInt((String name) -> edits(word, name)).thenComparing(n -> n))
        .limit(SHOWN)
        .toList();
  }

  /** Letters to insert, delete or replace. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
