package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.CalendarDay;
import dev.syncline.activities.dedupe.similarity.EditDistance;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A date: the same, one slip (digit, neighbours, day for month), two of its parts, near it. */
record DateComparison() implements Comparison {
  private static final double[] MATCHING = {0.06, 0.06, 0.05, 0.13, 0.70};
  private static final double[] RANDOM = {0.95, 0.04, 0.006, 0.003, 0.001};

  @Override
  public @Nullable Object prepare(String raw) {
    return CalendarDay.of(raw.strip());
  }

  @Override
  public int level(Object left, Object right) {
    CalendarDay a = (CalendarDay) left;
    CalendarDay b = (CalendarDay) right;
    if (a.digits().equals(b.digits())) {
      return 4;
    }
    int edits = EditDistance.between(a.digits(), b.digits());
    if (edits == 1 || a.swapped(b)) {
      return 3;
    }
    if (a.sameParts(b) == 2 || edits == 2) {
      return 2;
    }
    LocalDate day = a.day();
    LocalDate other = b.day();
    return day != null && other != null && Math.abs(ChronoUnit.DAYS.between(day, other)) <= 366
        ? 1
        : 0;
  }

  @Override
  public double similarity(Object a, Object b) {
    return EditDistance.similarity(((CalendarDay) a).digits(), ((CalendarDay) b).digits());
  }

  @Override
  public String term(Object value) {
    return ((CalendarDay) value).digits();
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
