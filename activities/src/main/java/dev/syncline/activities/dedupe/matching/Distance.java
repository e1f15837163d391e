package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.CalendarDay;
import dev.syncline.definitions.MatchRule.Method;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By how far apart: 1 at the same place, 0 from a distance on. */
record Distance(Comparison comparison, Method method, double within) implements Measure {
  private static final double DAYS = 30;
  private static final double KILOMETRES = 1;
  private static final double LEAST_KILOMETRES = 0.1;
  private static final double KILOMETRES_A_DEGREE = 111;

  /** Cells for each power of e, where amounts are compared by their ratio. */
  private static final double STEPS = 2;

  static Distance of(Method method, @Nullable Double within) {
    return switch (method) {
      case DATE -> new Distance(new DateComparison(), method, within == null ? DAYS : within);
      case GEO -> new Distance(new PlaceComparison(), method, within == null ? KILOMETRES : within);
      default -> new Distance(new NumberComparison(false), method, within == null ? -1 : within);
    };
  }

  @Override
  public @Nullable Object prepare(String raw) {
    return comparison.prepare(method == Method.GEO ? raw.replace(',', ' ') : raw);
  }

  /** A date with one slip is as good as one a third of the distance off. */
  @Override
  public double likeness(Object left, Object right) {
    if (left.equals(right)) {
      return 1;
    }
    if (within < 0) {
      return comparison.similarity(left, right);
    }
    double near = Math.max(0, 1 - apart(left, right) / within);
    boolean slip = method == Method.DATE && comparison.level(left, right) >= 3;
    return slip ? Math.max(near, 2.0 / 3) : near;
  }

  private double apart(Object left, Object right) {
    if (left instanceof CalendarDay a && right instanceof CalendarDay b) {
      LocalDate day = a.day();
      LocalDate other = b.day();
      return day == null || other == null ? within : Math.abs(ChronoUnit.DAYS.between(day, other));
    }
    return left instanceof PlaceComparison.Point
        ? PlaceComparison.kilometres(left, right)
        : Math.abs((Double) left - (Double) right);
  }

  @Override
  public List<String> keys(Object value) {
    if (value instanceof CalendarDay day) {
      return days(day.digits());
    }
    if (value instanceof PlaceComparison.Point point) {
      double degrees = Math.max(within, LEAST_KILOMETRES) / KILOMETRES_A_DEGREE;
      double narrower = Math.cos(Math.toRadians(Math.floor(point.latitude())));
      return cells(point.latitude() / degrees, point.longitude() * narrower / degrees);
    }
    double number = (Double) value;
    return within > 0
        ? cells(number / within, 0.5)
        : cells(Math.signum(number) * STEPS * Math.log(1 + Math.abs(number)), 0.5);
  }

  /** Whole, and without its day, its month or its year. */
  private static List<String> days(String digits) {
    return digits.length() != 8
        ? List.of(digits)
        : List.of(
            digits,
            digits.substring(0, 6) + "..",
            digits.substring(0, 4) + ".." + digits.substring(6),
            ".." + digits.substring(4));
  }

  /** The cells that reach half a cell around the point: points at most a cell apart share one. */
  private static List<String> cells(double x, double y) {
    TreeSet<String> cells = new TreeSet<>();
    for (double half : new double[] {-0.5, 0.5}) {
      for (double other : new double[] {-0.5, 0.5}) {
        cells.add((long) Math.floor(x + half) + "/" + (long) Math.floor(y + other));
      }
    }
    return List.copyOf(cells);
  }
}
