package dev.syncline.activities.dedupe.matching;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number, by its distance: relative to the larger for amounts, in whole steps for years. A zero
 * amount counts as missing: it stands for "not known".
 */
record NumberComparison(boolean steps) implements Comparison {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final double[] AMOUNT_MATCHING = {0.12, 0.20, 0.28, 0.20, 0.20};
  private static final double[] AMOUNT_RANDOM = {0.68, 0.16, 0.10, 0.04, 0.02};
  private static final double[] STEP_MATCHING = {0.04, 0.03, 0.06, 0.87};
  private static final double[] STEP_RANDOM = {0.72, 0.09, 0.11, 0.08};

  @Override
  public @Nullable Object prepare(String raw) {
    Matcher number = NUMBER.matcher(raw.replace(",", ""));
    if (!number.find()) {
      return null;
    }
    double value = Double.parseDouble(number.group());
    return value == 0 ? null : (Object) value;
  }

  @Override
  public int level(Object left, Object right) {
    double a = (Double) left;
    double b = (Double) right;
    double apart = Math.abs(a - b);
    if (steps) {
      return apart == 0 ? 3 : apart <= 1 ? 2 : apart <= 2 ? 1 : 0;
    }
    double share = apart / Math.max(Math.abs(a), Math.abs(b));
    return share <= 0.01 ? 4 : share <= 0.08 ? 3 : share <= 0.25 ? 2 : share <= 0.5 ? 1 : 0;
  }

  @Override
  public double similarity(Object left, Object right) {
    double a = (Double) left;
    double b = (Double) right;
    return a == b
        ? 1
        : steps
            ? Math.max(0, 1 - Math.abs(a - b) / 10)
            : Math.max(0, 1 - Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));
  }

  @Override
  public @Nullable String term(Object value) {
    return null;
  }

  @Override
  public double[] matching() {
    return steps ? STEP_MATCHING : AMOUNT_MATCHING;
  }

  @Override
  public double[] random() {
    return steps ? STEP_RANDOM : AMOUNT_RANDOM;
  }
}
