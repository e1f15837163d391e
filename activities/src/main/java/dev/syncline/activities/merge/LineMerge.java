package dev.syncline.activities.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Merges texts line by line, as diff3 does (Khanna, Kunal and Pierce, "A Formal Investigation of
 * Diff3", 2007): between lines that all three have in common, the side that changed is taken.
 */
final class LineMerge {
  /** The table of common lines grows with the square. */
  private static final int MOST_LINES = 2_000;

  private LineMerge() {}

  /** Empty where both sides changed the same lines differently. */
  static Optional<String> merge(String base, String left, String right) {
    List<String> b = lines(base);
    List<String> l = lines(left);
    List<String> r = lines(right);
    if (Math.max(b.size(), Math.max(l.size(), r.size())) > MOST_LINES) {
      return Optional.empty();
    }
    int[] inLeft = matches(b, l);
    int[] inRight = matches(b, r);
    List<String> merged = new ArrayList<>();
    int fromB = 0;
    int fromL = 0;
    int fromR = 0;
    for (int i = 0; i <= b.size(); i++) {
      boolean end = i == b.size();
      if (!end && (inLeft[i] < 0 || inRight[i] < 0)) {
        continue;
      }
      int toL = end ? l.size() : inLeft[i];
      int toR = end ? r.size() : inRight[i];
      Optional<List<String>> chunk =
          chunk(b.subList(fromB, i), l.subList(fromL, toL), r.subList(fromR, toR));
      if (chunk.isEmpty()) {
        return Optional.empty();
      }
      merged.addAll(chunk.get());
      if (!end) {
        merged.add(b.get(i));
      }
      fromB = i + 1;
      fromL = toL + 1;
      fromR = toR + 1;
    }
    return Optional.of(String.join("\n", merged));
  }

  private static Optional<List<String>> chunk(
      List<String> base, List<String> left, List<String> right) {
    if (left.equals(base)) {
      return Optional.of(right);
    }
    return right.equals(base) || right.equals(left) ? Optional.of(left) : Optional.empty();
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  /** For each line of the base its place in the other, along a longest common subsequence. */
  private static int[] matches(List<String> base, List<String> other) {
    int[][] common = new int[base.size() + 1][other.size() + 1];
    for (int i = base.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        common[i][j] =
            base.get(i).equals(other.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int[] at = new int[base.size()];
    Arrays.fill(at, -1);
    int i = 0;
    int j = 0;
    while (i < base.size() && j < other.size()) {
      if (base.get(i).equals(other.get(j))) {
        at[i++] = j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return at;
  }
}
