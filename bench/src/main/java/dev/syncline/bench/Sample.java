package dev.syncline.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measurement.
 *
 * @param engineShare the part of the run's time in which no activity was at work
 * @param peakHeap bytes
 * @param retainedHeap bytes that collections left
 */
record Sample(
    int rows,
    Work work,
    long floorMillis,
    long millis,
    double engineShare,
    long peakHeap,
    long retainedHeap) {

  double rate() {
    return rows * 1000.0 / Math.max(1, millis);
  }

  double floorRate() {
    return rows * 1000.0 / Math.max(1, floorMillis);
  }

  static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
    double[] sorted = samples.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
