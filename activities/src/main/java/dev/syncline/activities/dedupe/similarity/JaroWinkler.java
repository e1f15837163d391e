package dev.syncline.activities.dedupe.similarity;

/**
 * Jaro–Winkler similarity from 0 to 1, with the usual bonus of 0.1 for each of up to four equal
 * first characters. Looks at the first 64 characters and allocates nothing.
 */
public final class JaroWinkler {
  private JaroWinkler() {}

  public static double similarity(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int n = Math.min(a.length(), 64);
    int m = Math.min(b.length(), 64);
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
