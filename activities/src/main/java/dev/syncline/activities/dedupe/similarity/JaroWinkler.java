package dev.syncline.activities.dedupe.similarity;

/**
 * Jaro–Winkler similarity from 0 to 1, with the usual bonus of 0.1 for each of up to four equal
 * first characters. Looks at the first 64 characters and allocates nothing.
 */
public final class JaroWinkler {
  private static final int LOOKED_AT = 64;

  private JaroWinkler() {}

  /** Which letters a text has, a bit for each; see {@link #most}. */
  public static long letters(String text) {
    long letters = 0;
    for (int i = Math.min(text.length(), LOOKED_AT) - 1; i >= 0; i--) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
  }

  /**
   * What the similarity is at most, from the letters alone: a letter that the other text has not is
   * matched by nothing. Most texts that differ are known to from this.
   */
  public static double most(String a, long lettersOfA, String b, long lettersOfB) {
    int n = Math.min(a.length(), LOOKED_AT);
    int m = Math.min(b.length(), LOOKED_AT);
    if (n == 0 || m == 0) {
      return n == m ? 1 : 0;
    }
    int matches =
        Math.min(
            n - Long.bitCount(lettersOfA & ~lettersOfB),
            m - Long.bitCount(lettersOfB & ~lettersOfA));
    if (matches <= 0) {
      return 0;
    }
    double found = matches;
    double jaro = (found / n + found / m + 1) / 3;
    return a.charAt(0) == b.charAt(0) ? jaro + 0.4 * (1 - jaro) : jaro;
  }

  public static double similarity(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int n = Math.min(a.length(), LOOKED_AT);
    int m = Math.min(b.length(), LOOKED_AT);
    if (n == 0 || m == 0) {
      return 0;
    }
    int reach = Math.max(0, Math.max(n, m) / 2 - 1);
    long takenA = 0;
    long takenB = 0;
    int matches = 0;
    for (int i = 0; i < n; i++) {
      char c = a.charAt(i);
      int last = Math.min(m - 1, i + reach);
      for (int j = Math.max(0, i - reach); j <= last; j++) {
        if ((takenB >>> j & 1) == 0 && b.charAt(j) == c) {
          takenA |= 1L << i;
          takenB |= 1L << j;
          matches++;
          break;
        }
      }
    }
    return matches == 0 ? 0 : winkler(a, b, jaro(a, b, n, m, takenA, takenB, matches));
  }

  private static double jaro(
      String a, String b, int n, int m, long takenA, long takenB, int matches) {
    int crossed = 0;
    long restA = takenA;
    long restB = takenB;
    while (restA != 0) {
      int i = Long.numberOfTrailingZeros(restA);
      int j = Long.numberOfTrailingZeros(restB);
      if (a.charAt(i) != b.charAt(j)) {
        crossed++;
      }
      restA &= restA - 1;
      restB &= restB - 1;
    }
    double found = matches;
    return (found / n + found / m + (found - crossed / 2) / found) / 3;
  }

  private static double winkler(String a, String b, double jaro) {
    int prefix = 0;
    int most = Math.min(4, Math.min(a.length(), b.length()));
    while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * 0.1 * (1 - jaro);
  }
}
