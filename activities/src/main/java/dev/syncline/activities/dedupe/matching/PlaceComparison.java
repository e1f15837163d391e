package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Geo;
import org.jspecify.annotations.Nullable;

/** A point on the earth, given as "latitude longitude" in degrees, by its distance. */
record PlaceComparison() implements Comparison {
  private static final double[] MATCHING = {0.03, 0.07, 0.20, 0.70};
  private static final double[] RANDOM = {0.93, 0.05, 0.015, 0.005};

  record Point(double latitude, double longitude) {}

  @Override
  public @Nullable Object prepare(String raw) {
    String[] parts = raw.strip().split("\\s+");
    try {
      return parts.length == 2
          ? new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static double kilometres(Object a, Object b) {
    Point from = (Point) a;
    Point to = (Point) b;
    return Geo.kilometres(from.latitude, from.longitude, to.latitude, to.longitude);
  }

  @Override
  public int level(Object a, Object b) {
    double apart = kilometres(a, b);
    return apart <= 0.1 ? 3 : apart <= 0.5 ? 2 : apart <= 3 ? 1 : 0;
  }

  @Override
  public double similarity(Object a, Object b) {
    return Math.exp(-kilometres(a, b));
  }

  @Override
  public @Nullable String term(Object value) {
    return null;
  }

  @Override
  public double[] matching() {
    return MATCHING;
  }

  @Override
  public double[] random() {
    return RANDOM;
  }
}
