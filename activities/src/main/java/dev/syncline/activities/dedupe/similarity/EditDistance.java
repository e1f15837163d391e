package dev.syncline.activities.dedupe.similarity;

/**
 * The Damerau–Levenshtein distance in its restricted form (optimal string alignment): insertions,
 * deletions, substitutions and swaps of neighbours. Bit-parallel after Hyyrö (2003) over the first
 * 64 characters.
 */
public final class EditDistance {
  /** Where each ASCII letter stands in the first text; all zero between calls. */
  private static final ThreadLocal<long[]> PLACES = ThreadLocal.withInitial(() -> new long[128]);

  private EditDistance() {}

  public static int between(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    String a = left.length() > 64 ? left.substring(0, 64) : left;
    String b = right.length() > 64 ? right.substring(0, 64) : right;
    int n = a.length();
    if (n == 0 || b.isEmpty()) {
      return Math.max(n, b.length());
    }
    long[] table = PLACES.get();
    for (int i = 0; i < n; i++) {
      char c = a.charAt(i);
      table[c & 127] |= c < 128 ? 1L << i : 0;
    }
    int distance = between(a, b, table);
    for (int i = 0; i < n; i++) {
      table[a.charAt(i) & 127] = 0;
    }
    return distance;
  }

  private static int between(String a, String b, long[] table) {
    int n = a.length();
    long last = 1L << (n - 1);
    long vp = -1L;
    long vn = 0;
    long d0 = 0;
    long earlier = 0;
    int distance = n;
    for (int j = 0; j < b.length(); j++) {
      char c = b.charAt(j);
      long places = c < 128 ? table[c] : places(a, c);
      long swaps = ((~d0 & places) << 1) & earlier;
      d0 = (((places & vp) + vp) ^ vp) | places | vn | swaps;
      long hp = vn | ~(d0 | vp);
      long hn = d0 & vp;
      if ((hp & last) != 0) {
        distance++;
      }
      if ((hn & last) != 0) {
        distance--;
      }
      hp = (hp << 1) | 1;
      hn <<= 1;
      vp = hn | ~(d0 | hp);
      vn = hp & d0;
      earlier = places;
    }
    return distance;
  }

  /** One minus the distance's share of the longer text. */
  public static double similarity(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    return longer == 0 ? 1 : Math.max(0, 1 - (double) between(a, b) / Math.min(64, longer));
  }

  private static long places(String a, char c) {
    long places = 0;
    for (int i = 0; i < a.length(); i++) {
      if (a.charAt(i) == c) {
        places |= 1L << i;
      }
    }
    return places;
  }
}
