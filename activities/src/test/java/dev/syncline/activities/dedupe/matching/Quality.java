package dev.syncline.activities.dedupe.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Pairwise precision, recall and F1 of clusters against the truth. */
record Quality(long found, long right, long true_) {

  static Quality of(List<String> truth, IntFunction<Object> cluster) {
    Map<Object, Long> found = new HashMap<>();
    Map<Object, Long> both = new HashMap<>();
    Map<Object, Long> real = new HashMap<>();
    IntStream.range(0, truth.size())
        .forEach(
            i -> {
              found.merge(cluster.apply(i), 1L, Long::sum);
              real.merge(truth.get(i), 1L, Long::sum);
              both.merge(List.of(cluster.apply(i), truth.get(i)), 1L, Long::sum);
            });
    return new Quality(pairs(found), pairs(both), pairs(real));
  }

  private static long pairs(Map<Object, Long> sizes) {
    return sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  double precision() {
    return found == 0 ? 0 : (double) right / found;
  }

  double recall() {
    return (double) right / true_;
  }

  double f1() {
    return 2 * precision() * recall() / Math.max(1e-9, precision() + recall());
  }
}
